import type { ChatMessage } from '../../engine/models/chat-model.ts';

/** A model that the editor offers, as far as Baton needs it: `vscode.lm` without its classes. */
export interface EditorChat {
  readonly vendor: string;
  /** Unique among the vendor's models; the name in a reference. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly family: string;
  readonly maxInputTokens: number;
  /** Whether the person allowed Baton to use it; undefined where they were not asked yet. */
  readonly allowed: boolean | undefined;
  /**
   * Asks it. May show the editor's dialog for consent, so it is called within what a person does.
   *
   * @param options for the model's own extension, which may ignore each of them
   */
  ask(
    messages: readonly ChatMessage[],
    options: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<AsyncIterable<string>>;
  countTokens(text: string, signal: AbortSignal): Promise<number>;
}

/** The models that the editor offers. */
export interface EditorChats {
  list(vendor?: string): Promise<EditorChat[]>;
}
