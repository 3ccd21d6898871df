import type { ChatModel, ChatReply, ChatRequest, Completion } from './chat-model.ts';
import { ModelError } from './errors.ts';
import { type RecordingLine, messagesDigest, recordedReply } from './recording.ts';
import { quoteServer } from './server-sentence.ts';

/** Code points of one streamed piece. */
const pieceLength = 24;

/**
 * A model that repeats what a recording holds. A request is answered where its messages were recorded, letter by
 * letter; anything else is an error and never a guess. Messages recorded several times get their replies in
 * order, then the last one again.
 */
export class RecordedModel implements ChatModel {
  readonly nature = 'recorded';
  readonly reference: string;
  private readonly replies = new Map<string, ChatReply[]>();
  private readonly given = new Map<string, number>();
  private readonly size: number;

  constructor(reference: string, lines: readonly RecordingLine[]) {
    this.reference = reference;
    this.size = lines.length;
    for (const line of lines) {
      const digest = line.messages ? messagesDigest(line.messages) : (line.digest ?? '');
      const known = this.replies.get(digest);
      if (known) known.push(recordedReply(line));
      else this.replies.set(digest, [recordedReply(line)]);
    }
  }

  async complete(request: ChatRequest, completion: Completion): Promise<ChatReply> {
    completion.signal.throwIfAborted();
    const digest = messagesDigest(request.messages);
    const given = this.given.get(digest) ?? 0;
    const replies = this.replies.get(digest) ?? [];
    const reply = replies[Math.min(given, replies.length - 1)];
    if (!reply) throw this.missing(request, digest);
    this.given.set(digest, given + 1);
    for (const channel of ['reasoning', 'reply'] as const) {
      const text = channel === 'reply' ? reply.text : (reply.reasoning ?? '');
      for (const piece of piecesOf(text)) {
        completion.onDelta?.({ channel, text: piece });
        // Others get their turn, as they would between two pieces from a server.
        await Promise.resolve();
        completion.signal.throwIfAborted();
      }
    }
    return reply;
  }

  private missing({ messages }: ChatRequest, digest: string): ModelError {
    const last = messages.at(-1);
    const begins = quoteServer(last?.content.slice(0, 80) ?? '');
    const detail =
      `its last of ${messages.length} messages (${last?.role ?? 'none'}) begins “${begins}”; ` +
      `digest ${digest}; ${this.size} replies are recorded`;
    return new ModelError('model-not-recorded', this.reference, { detail });
  }
}

function* piecesOf(text: string): Generator<string> {
  const points = Array.from(text);
  for (let at = 0; at < points.length; at += pieceLength) yield points.slice(at, at + pieceLength).join('');
}
