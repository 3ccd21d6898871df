import { z } from 'zod';
import { chatReplySchema } from '../../engine/models/chat-model.ts';
import type { Json } from '../../engine/runs/json.ts';
import { pythonAnswerSchema } from '../../engine/python/python-run.ts';
import type { RowOf } from '../../../webview/session/protocol.ts';
import type { CallContent } from './call-texts.ts';
import { shortText } from './short-text.ts';

/** What stands in the journal about a call beside its texts, and is shown in its row. */
export type CallFacts = Pick<RowOf<'call'>, 'model' | 'outcome' | 'estimated'>;

export const noFacts: CallFacts = { estimated: false };

const askedOfModel = z.object({ model: z.string() });

function modelOf(request: Json): string | undefined {
  const model = askedOfModel.safeParse(request).data?.model;
  return model === undefined ? undefined : shortText(model);
}

export function callFacts({ tool, request, answer }: CallContent): CallFacts {
  if (tool === 'model') {
    const reply = chatReplySchema.safeParse(answer).data;
    return {
      model: modelOf(request),
      estimated: reply?.usage.estimated ?? false,
      // How a reply usually ends is not worth saying.
      outcome: reply && reply.finishReason !== 'stop' ? reply.finishReason : undefined,
    };
  }
  if (tool === 'python') {
    const outcome = pythonAnswerSchema.safeParse(answer).data?.outcome;
    return { estimated: false, outcome: outcome === 'ok' ? undefined : outcome };
  }
  return noFacts;
}
