import type { ChatModel } from './chat-model.ts';
import { recordingLine } from './recording.ts';

/**
 * The same model, with every reply written to a sink as one line of a recording. Failures and cancelled calls
 * are not recorded.
 *
 * @param sink takes one line, its line break included
 */
export function recordReplies(model: ChatModel, sink: (line: string) => void): ChatModel {
  return {
    reference: model.reference,
    nature: model.nature,
    async complete(request, completion) {
      const reply = await model.complete(request, completion);
      sink(`${JSON.stringify(recordingLine(request.messages, reply, model.reference))}\n`);
      return reply;
    },
  };
}
