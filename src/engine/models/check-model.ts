import { checkReply, unanswered } from './check-reply.ts';
import type { CapabilityStore } from './capability-store.ts';
import type { ChatModel } from './chat-model.ts';
import { type CheckStep, type ModelCheck, step } from './model-check.ts';
import { parseModelReference } from './model-reference.ts';
import { ModelError, type ModelErrorCode } from './errors.ts';

/** A model whose server can list what it has. */
export interface ListsModels {
  listModels(signal: AbortSignal): Promise<string[]>;
}

export interface CheckOptions {
  readonly signal: AbortSignal;
  /** What was learned about the model is forgotten first, so that the check sees it fresh. */
  readonly capabilities?: CapabilityStore;
  /** Told of each step as soon as it is known. */
  onStep?(step: CheckStep): void;
}

/** Failures that show that no server was reached. */
const unreached: readonly ModelErrorCode[] = [
  'model-unreachable',
  'model-host-unknown',
  'model-tls-failed',
  'model-key-missing',
  'model-key-malformed',
  'model-key-exposed',
];

/**
 * Tests a connection and says what the model can do, in two requests: the list of models, and one short chat
 * with a system message and a temperature.
 *
 * @throws only the signal's reason; every failure of the model is a step of the report
 */
export async function checkModel(
  model: ChatModel & Partial<ListsModels>,
  options: CheckOptions,
): Promise<ModelCheck> {
  const { signal } = options;
  options.capabilities?.forget(model.reference);
  const steps: CheckStep[] = [];
  const tell = (...next: CheckStep[]): void => {
    for (const each of next) {
      steps.push(each);
      options.onStep?.(each);
    }
  };

  const listing = await checkListing(model, signal);
  tell(...listing.steps);
  if (listing.reached === false) {
    tell(...unanswered());
    return { reference: model.reference, nature: model.nature, usable: false, steps };
  }

  const started = await attempt(() => model.complete(request, { signal }), signal);
  if (started instanceof ModelError) {
    if (listing.reached === undefined) tell(reachedStep(started));
    tell(step('replies', 'failed', `${started.message} ${started.hint}`), ...unanswered().slice(1));
    return { reference: model.reference, nature: model.nature, usable: false, steps };
  }
  if (listing.reached === undefined) tell(step('reachable', 'ok', 'The server answers.'));
  const { steps: found, speed } = checkReply(started, expected);
  tell(...found);
  return { reference: model.reference, nature: model.nature, usable: true, steps, ...speed };
}

/** A word that no model says unasked: seeing it shows that the system message was read. */
const expected = 'maple';
const request = {
  messages: [
    { role: 'system' as const, content: `Begin your answer with the word “${expected}”.` },
    { role: 'user' as const, content: 'Count from 1 to 30, in digits, separated by spaces.' },
  ],
  temperature: 0,
  maxTokens: 1024,
};

async function checkListing(
  model: ChatModel & Partial<ListsModels>,
  signal: AbortSignal,
): Promise<{ readonly reached: boolean | undefined; readonly steps: CheckStep[] }> {
  if (!model.listModels) {
    return { reached: undefined, steps: [step('listed', 'unknown', 'Models of this kind are not listed.')] };
  }
  const listed = await attempt(() => model.listModels?.(signal) ?? Promise.resolve([]), signal);
  if (listed instanceof ModelError) {
    const reached = reachedStep(listed);
    const sentence =
      reached.outcome === 'ok'
        ? `The server gives no list: ${listed.message}`
        : 'The server was not reached.';
    return { reached: reached.outcome === 'ok', steps: [reached, step('listed', 'unknown', sentence)] };
  }
  const host = parseModelReference(model.reference).scheme === 'vscode' ? 'The editor' : 'The server';
  const name = nameIn(model.reference);
  const has = listed.includes(name);
  const others = listed.slice(0, 10).join(', ');
  return {
    reached: true,
    steps: [
      step('reachable', 'ok', `${host} answers.`),
      has
        ? step('listed', 'ok', `${host} lists it, among ${listed.length}.`)
        : step(
            'listed',
            'failed',
            `${host} does not list “${name}”. It has ${others === '' ? 'none' : others}.`,
          ),
    ],
  };
}

function reachedStep(error: ModelError): CheckStep {
  return unreached.includes(error.code)
    ? step('reachable', 'failed', `${error.message} ${error.hint}`)
    : step('reachable', 'ok', 'The server answers.');
}

async function attempt<Value>(ask: () => Promise<Value>, signal: AbortSignal): Promise<Value | ModelError> {
  try {
    return await ask();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) return error;
    throw error;
  }
}

function nameIn(reference: string): string {
  const parsed = parseModelReference(reference);
  return 'name' in parsed ? parsed.name : reference;
}
