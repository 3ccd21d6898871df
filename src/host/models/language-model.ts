import type { Answer } from '../../engine/models/connection.ts';
import type { ChatModel, ChatReply, ChatRequest, Completion } from '../../engine/models/chat-model.ts';
import { type Clock, systemClock } from '../../engine/models/clock.ts';
import { ModelError } from '../../engine/models/errors.ts';
import { foldRoles } from '../../engine/models/fold-roles.ts';
import { type ModelLimits, defaultLimits } from '../../engine/models/limits.ts';
import type { ModelReference } from '../../engine/models/model-reference.ts';
import { printModelReference } from '../../engine/models/model-reference.ts';
import { readReply } from '../../engine/models/read-reply.ts';
import type { EditorChat, EditorChats } from './editor-chat.ts';
import { languageModelFailure } from './language-model-failure.ts';
import { watchPieces } from './watch-pieces.ts';

export interface LanguageModelOptions {
  readonly chats: EditorChats;
  /**
   * Whether a person is asking right now. Where nobody is, a model that needs consent first is not asked: the
   * editor's dialog would come out of nowhere.
   */
  readonly gesture: boolean;
  readonly limits?: Partial<ModelLimits>;
  readonly clock?: Clock;
}

/** How long the editor may take to count the tokens of a reply that is there already, in milliseconds. */
const countingMs = 5000;

/**
 * A model of the editor, through its Language Model API. That API knows no system role (folded into the user
 * message), tells no usage (counted with the model's own tokenizer, and marked as estimated) and no finish reason,
 * and does not say whether temperature, seed and the like were honoured. It is asked once: its extension does its own
 * repeating.
 */
export class LanguageModel implements ChatModel {
  readonly reference: string;
  readonly nature = 'real';
  private readonly vendor: string;
  private readonly id: string;
  private readonly chats: EditorChats;
  private readonly gesture: boolean;
  private readonly limits: ModelLimits;
  private readonly clock: Clock;

  constructor(reference: Extract<ModelReference, { scheme: 'vscode' }>, options: LanguageModelOptions) {
    this.reference = printModelReference(reference);
    this.vendor = reference.vendor;
    this.id = reference.name;
    this.chats = options.chats;
    this.gesture = options.gesture;
    this.limits = { ...defaultLimits, ...options.limits };
    this.clock = options.clock ?? systemClock;
  }

  /** The ids of the vendor's models. */
  async listModels(signal: AbortSignal): Promise<string[]> {
    const listed = await this.chats.list(this.vendor);
    signal.throwIfAborted();
    if (listed.length > 0) return listed.map(({ id }) => id);
    throw new ModelError('editor-model-missing', this.reference, {
      detail: `no extension offers models of “${this.vendor}”`,
    });
  }

  async complete(request: ChatRequest, completion: Completion): Promise<ChatReply> {
    const { signal } = completion;
    signal.throwIfAborted();
    const chat = await this.find(signal);
    const started = this.clock.now();
    const messages = foldRoles(request.messages, 'folded');
    const stop = new AbortController();
    const within = AbortSignal.any([signal, stop.signal]);
    try {
      const pieces = watchPieces(
        () => chat.ask(messages, optionsOf(request), within),
        { who: this.reference, limits: this.limits, clock: this.clock, signal },
        (error) => languageModelFailure(error, this.reference),
      );
      const answer: Answer = { kind: 'events', events: asChunks(pieces), complete: () => true };
      const { reply, adjusted } = await readReply(answer, {
        who: this.reference,
        request,
        opensInReasoning: false,
        limit: this.limits.replyLength,
        elapsed: () => this.clock.now() - started,
        onDelta: (delta) => completion.onDelta?.(delta),
      });
      const usage = (await this.count(chat, messages, reply, signal)) ?? reply.usage;
      return { ...reply, usage, servedModel: chat.id, adjusted: [...adjustmentsOf(request), ...adjusted] };
    } finally {
      // Whatever the reason to leave, the extension must not go on spending.
      stop.abort();
    }
  }

  private async find(signal: AbortSignal): Promise<EditorChat> {
    const chats = await this.chats.list(this.vendor);
    signal.throwIfAborted();
    const chat = chats.find(({ id }) => id === this.id) ?? chats.find(({ family }) => family === this.id);
    if (!chat) {
      const names = chats.slice(0, 10).map(({ id }) => id);
      const detail = names.length > 0 ? `it has ${names.join(', ')}` : `nobody offers “${this.vendor}”`;
      throw new ModelError('editor-model-missing', this.reference, { detail });
    }
    if (!this.gesture && chat.allowed === undefined)
      throw new ModelError('editor-model-unasked', this.reference);
    if (!this.gesture && chat.allowed === false)
      throw new ModelError('editor-model-not-allowed', this.reference);
    return chat;
  }

  /** The tokens as the model's own tokenizer counts them; undefined where it does not. */
  private async count(
    chat: EditorChat,
    messages: readonly { readonly content: string }[],
    reply: ChatReply,
    signal: AbortSignal,
  ): Promise<ChatReply['usage'] | undefined> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(countingMs)]);
    const count = (text: string): Promise<number> => chat.countTokens(text, limited);
    try {
      const [prompt, said, thought] = await Promise.all([
        Promise.all(messages.map(({ content }) => count(content))),
        count(reply.text),
        reply.reasoning === undefined ? 0 : count(reply.reasoning),
      ]);
      const promptTokens = prompt.reduce((sum, tokens) => sum + tokens, 0);
      const completionTokens = said + thought;
      const whole = [promptTokens, completionTokens].every((n) => Number.isSafeInteger(n) && n >= 0);
      return whole ? { promptTokens, completionTokens, estimated: true } : undefined;
    } catch {
      // Counting is not worth losing a reply for; the estimate from the text stands.
      return undefined;
    }
  }
}

/** Under the names that most models' extensions pass on. */
function optionsOf({ temperature, topP, maxTokens, seed, stop }: ChatRequest): Record<string, unknown> {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
    ...(seed === undefined ? {} : { seed }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop }),
  };
}

function adjustmentsOf(request: ChatRequest): string[] {
  const folded = request.messages.some(({ role }) => role === 'system');
  return [
    ...(folded ? ['system role: folded into the user message'] : []),
    ...Object.keys(optionsOf(request)).map((name) => `${name}: not confirmed`),
    ...(request.thinking === undefined ? [] : ['thinking: dropped']),
  ];
}

async function* asChunks(pieces: AsyncIterable<string>): AsyncGenerator {
  for await (const content of pieces) yield { choices: [{ index: 0, delta: { content } }] };
}
