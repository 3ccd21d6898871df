import type { ChatReply } from '../../models/chat-model.ts';
import type { ModelRequest, ModelTool } from '../../models/model-tool.ts';
import { modelRequestSchema } from '../../models/model-tool.ts';
import { chatReplySchema } from '../../models/chat-model.ts';
import { UserError } from '../../user-error.ts';
import { isExpertPython } from '../call-expert.ts';
import type { ExpertCall } from '../protocol/conductor-message.ts';
import { parseConductorMessage } from '../protocol/parse-conductor-message.ts';
import type { ExpertOutput } from '../protocol/recording-expert-outputs.ts';
import type { RecordedTurn } from '../protocol/recording-session.ts';

/** What an expert is said to have answered where the recording has nothing: two messages of the conductor in a row. */
export const unrecordedReply = '(No reply to this call is on record.)';

/**
 * The models of one recorded session, as a tool: the conductor says its recorded messages one after the other,
 * whatever it is told; an expert gives the reply that stands on record for that call of that message.
 */
export class Transcript {
  private turn = -1;
  private replies: (ExpertOutput | undefined)[] = [];

  constructor(
    private readonly name: string,
    private readonly turns: readonly RecordedTurn[],
  ) {}

  get tool(): ModelTool {
    return {
      kind: 'model',
      version: 'transcript',
      request: modelRequestSchema,
      answer: chatReplySchema,
      perform: (request, { address }) => Promise.resolve(this.reply(request, address)),
      reserve: () => ({ promptTokens: 0, completionTokens: 0 }),
      spent: () => ({ promptTokens: 0, completionTokens: 0 }),
    };
  }

  private reply({ model }: ModelRequest, address: string): ChatReply {
    const text = address.includes('expert#') ? this.expertReply(address) : this.nextMessage();
    const usage = { promptTokens: 0, completionTokens: 0, estimated: true };
    return { text, finishReason: 'stop', usage, latencyMs: 0, servedModel: model };
  }

  private nextMessage(): string {
    this.turn += 1;
    const turn = this.turns[this.turn];
    if (!turn) {
      throw new UserError('recording-ended', `${this.name}: the recording ends before the session does.`);
    }
    const recorded = (turn.reply?.outputs ?? []).filter(({ hallucinated }) => !hallucinated);
    this.replies = alignReplies(parseConductorMessage(turn.text).calls, recorded);
    return turn.text;
  }

  /** Several calls of a message have lanes with their numbers as keys; a single one has none. */
  private expertReply(address: string): string {
    const number = /\/(\d+)\/expert#\d+$/.exec(address)?.[1];
    return this.replies[number === undefined ? 0 : Number(number) - 1]?.reply ?? unrecordedReply;
  }
}

/** Gives each call the first recorded reply under its name that no earlier call has. */
export function alignReplies(
  calls: readonly Pick<ExpertCall, 'key'>[],
  recorded: readonly ExpertOutput[],
): (ExpertOutput | undefined)[] {
  const left = [...recorded];
  return calls.map(({ key }) => {
    const index = left.findIndex(
      (output) => output.key === key || (isExpertPython(output) && isExpertPython({ key })),
    );
    return index < 0 ? undefined : left.splice(index, 1)[0];
  });
}
