import type { ChatReply, ChatRequest, ChatModel } from '../../src/engine/models/chat-model.ts';
import type { Attempt, Delta } from '../../src/engine/runs/tool.ts';

/** Everything that one completion told its listener, and what a person would have on the screen in the end. */
export interface Heard {
  readonly reply: ChatReply;
  readonly deltas: readonly Delta[];
  readonly attempts: readonly Attempt[];
  readonly shown: { readonly reply: string; readonly reasoning: string };
}

/** Completes a chat and writes down all that was heard. */
export async function listen(
  model: ChatModel,
  request: ChatRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<Heard> {
  const deltas: Delta[] = [];
  const attempts: Attempt[] = [];
  const shown = { reply: '', reasoning: '' };
  const reply = await model.complete(request, {
    signal,
    onDelta(delta) {
      deltas.push(delta);
      if (delta.restart) Object.assign(shown, { reply: '', reasoning: '' });
      if (delta.channel !== 'output') shown[delta.channel] += delta.text;
    },
    onAttempt: (attempt) => attempts.push(attempt),
  });
  return { reply, deltas, attempts, shown };
}
