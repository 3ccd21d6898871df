import type { ChatModel } from './chat-model.ts';
import { ModelError } from './errors.ts';
import {
  type ModelReference,
  type ModelScheme,
  parseModelReference,
  printModelReference,
} from './model-reference.ts';

/** How the references of one scheme become models. */
export type OpenModel<Scheme extends ModelScheme> = (
  reference: Extract<ModelReference, { scheme: Scheme }>,
) => ChatModel;

/** What can be opened here, scheme by scheme; the composition root says. */
export type ModelOpeners = { readonly [Scheme in ModelScheme]?: OpenModel<Scheme> };

/** Anything that turns a reference into a model. */
export interface ModelSource {
  /** @throws ModelError `model-reference-invalid`, `model-scheme-unavailable`, or what opening it throws */
  open(reference: string): ChatModel;
}

/**
 * Model references become models here, each opened once. Make one for each run: a recorded model keeps its place
 * among replies to the same question.
 */
export class ModelRegistry implements ModelSource {
  private readonly openers: ModelOpeners;
  private readonly opened = new Map<string, ChatModel>();

  constructor(openers: ModelOpeners) {
    this.openers = openers;
  }

  /** The schemes that can be opened here. */
  get schemes(): ModelScheme[] {
    const schemes: readonly ModelScheme[] = ['openai', 'http', 'vscode', 'embedded', 'recorded', 'simulated'];
    return schemes.filter((scheme) => this.openers[scheme] !== undefined);
  }

  open(reference: string): ChatModel {
    const parsed = parseModelReference(reference);
    const printed = printModelReference(parsed);
    const before = this.opened.get(printed);
    if (before) return before;
    const model = this.make(parsed);
    if (!model) {
      const detail = `there are no ${parsed.scheme}: models; there are ${this.schemes.map((s) => `${s}:`).join(', ')}`;
      throw new ModelError('model-scheme-unavailable', printed, { detail });
    }
    this.opened.set(printed, model);
    return model;
  }

  private make(reference: ModelReference): ChatModel | undefined {
    switch (reference.scheme) {
      case 'openai':
        return this.openers.openai?.(reference);
      case 'http':
        return this.openers.http?.(reference);
      case 'vscode':
        return this.openers.vscode?.(reference);
      case 'embedded':
        return this.openers.embedded?.(reference);
      case 'recorded':
        return this.openers.recorded?.(reference);
      case 'simulated':
        return this.openers.simulated?.(reference);
    }
  }
}
