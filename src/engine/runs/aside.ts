import { randomBytes } from 'node:crypto';
import { toCallError } from './errors.ts';
import { unlessAborted } from './gates.ts';
import type { Json } from './json.ts';
import type { Unnumbered } from './moment.ts';
import type { Delta, Tool } from './tool.ts';

/**
 * Asks something beside a run: a question to the current expert, a text judged under the current rubric. It is
 * journalled, never replayed, and no part of the run's outcome.
 */
export async function askAside<Request, Answer>(
  write: (moment: Unnumbered) => void,
  onDelta: (id: string, delta: Delta) => void,
  tool: Tool<Request, Answer>,
  request: Request,
  label: string,
  signal: AbortSignal,
): Promise<Answer> {
  const id = `aside-${randomBytes(6).toString('hex')}`;
  write({ kind: 'aside', id, tool: tool.kind, label, request: request as Json });
  try {
    const answer = await unlessAborted(
      tool.perform(request, {
        address: id,
        signal,
        onDelta: (delta) => {
          onDelta(id, delta);
        },
        onAttempt: () => undefined,
      }),
      signal,
    );
    write({ kind: 'aside-answered', id, answer: answer as Json });
    return answer;
  } catch (error) {
    write({ kind: 'aside-answered', id, error: toCallError(error) });
    throw error;
  }
}
