import type { Moment } from '../runs/moment.ts';
import { chatReplySchema } from './chat-model.ts';
import { modelRequestSchema } from './model-tool.ts';
import { type RecordingLine, recordingLine } from './recording.ts';

/**
 * The recording that a run's journal holds: one line a model call that was answered, in the order of the
 * answers. What is no chat request of this version is left out.
 */
export function* recordingOfRun(moments: Iterable<Moment>): Generator<RecordingLine> {
  const open = new Map<string, unknown>();
  for (const moment of moments) {
    if (moment.kind === 'asked' && moment.tool === 'model') {
      open.set(moment.address, moment.request);
    } else if (moment.kind === 'answered' && open.has(moment.address)) {
      const request = modelRequestSchema.safeParse(open.get(moment.address));
      const reply = chatReplySchema.safeParse(moment.answer);
      open.delete(moment.address);
      if (request.success && reply.success)
        yield recordingLine(request.data.messages, reply.data, request.data.model);
    }
  }
}
