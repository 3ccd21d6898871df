import type { Delta } from '../runs/tool.ts';
import type { ChatChunk, ChatChunkDelta, WireUsage } from './chat-chunk.ts';
import type { ChatReply, Steering } from './chat-model.ts';
import { ReasoningSplitter } from './reasoning-splitter.ts';

/** Puts a reply together from what a server sends, piece by piece or at once. */
export class ReplyAssembly {
  /** False until the server sent any choice. */
  started = false;
  finishReason: ChatReply['finishReason'] | undefined;
  usage: WireUsage | undefined;
  servedModel: string | undefined;
  steering: Steering | undefined;
  /** True when the reply reached the limit and was cut. */
  cut = false;
  private readonly splitter: ReasoningSplitter;
  private readonly limit: number;
  /** The server keeps reasoning in a field of its own, so tags in the text are the reply's. */
  private separated = false;
  private plain = '';
  private fieldReasoning = '';

  /** @param limit the length of reply and reasoning together, in UTF-16 code units */
  constructor(options: { readonly opensInReasoning: boolean; readonly limit: number }) {
    this.splitter = new ReasoningSplitter(options.opensInReasoning);
    this.limit = options.limit;
  }

  add(chunk: ChatChunk): Delta[] {
    this.usage = chunk.usage ?? this.usage;
    this.servedModel ??= chunk.model ?? undefined;
    this.steering = chunk.steering ?? this.steering;
    const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
    if (!choice) return [];
    this.started = true;
    if (typeof choice.finish_reason === 'string') this.finishReason = finishReasonOf(choice.finish_reason);
    const piece = choice.delta ?? choice.message;
    return piece ? this.addPiece(piece) : [];
  }

  private addPiece(piece: ChatChunkDelta): Delta[] {
    const { reply, reasoning } = channelsOf(piece);
    const deltas: Delta[] = [];
    const thought = reasoning.slice(0, this.room());
    if (thought !== '') {
      this.separated = true;
      this.fieldReasoning += thought;
      deltas.push({ channel: 'reasoning', text: thought });
    }
    const text = reply.slice(0, this.room());
    if (thought.length + text.length < reasoning.length + reply.length) this.cut = true;
    if (text === '') return deltas;
    if (this.separated) {
      this.plain += text;
      deltas.push({ channel: 'reply', text });
    } else {
      deltas.push(...this.splitter.push(text));
    }
    return deltas;
  }

  private room(): number {
    const { reply, reasoning } = this.splitter;
    return Math.max(
      0,
      this.limit - reply.length - reasoning.length - this.plain.length - this.fieldReasoning.length,
    );
  }

  /** What was held back; must be called before `text` and `reasoning` are read. */
  end(): Delta[] {
    if (this.cut) this.finishReason = 'length';
    return this.splitter.end(this.finishReason !== 'stop');
  }

  get text(): string {
    return this.splitter.reply + this.plain;
  }

  get reasoning(): string {
    return this.splitter.reasoning + this.fieldReasoning;
  }

  /** The template writes the opening `<think>` itself. */
  get opensInReasoning(): boolean {
    return this.splitter.opensInTemplate;
  }
}

function channelsOf(piece: ChatChunkDelta): { reply: string; reasoning: string } {
  let reasoning = piece.reasoning_content ?? '';
  // Some servers send the same thought under both names.
  if (reasoning === '') reasoning = piece.reasoning ?? '';
  if (!Array.isArray(piece.content)) return { reply: piece.content ?? piece.refusal ?? '', reasoning };
  let reply = '';
  for (const { text, thinking } of piece.content) {
    reply += text ?? '';
    if (typeof thinking === 'string') reasoning += thinking;
    else reasoning += thinking?.map((part) => part.text ?? '').join('') ?? '';
  }
  return { reply, reasoning };
}

function finishReasonOf(reason: string): ChatReply['finishReason'] {
  switch (reason) {
    case 'stop':
    case 'eos':
    case 'end_turn':
    case 'stop_sequence':
      return 'stop';
    case 'length':
    case 'max_tokens':
    case 'model_length':
      return 'length';
    case 'content_filter':
      return 'content-filter';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    default:
      return 'unknown';
  }
}
