import type { Clock } from '../../engine/models/clock.ts';
import { ModelError } from '../../engine/models/errors.ts';
import type { ModelLimits } from '../../engine/models/limits.ts';

interface Watch {
  readonly who: string;
  readonly limits: Pick<ModelLimits, 'firstByteMs' | 'idleMs' | 'totalMs'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * The pieces of a reply as they come, under the limits on time. A source that neither speaks nor ends, nor listens
 * to being cancelled, is left behind.
 *
 * @param failed makes of what the source throws the failure to be thrown
 * @throws ModelError `model-silent`, `model-stalled`, `model-too-slow`; the signal's reason when aborted
 */
export async function* watchPieces(
  open: () => Promise<AsyncIterable<string>>,
  { who, limits, clock, signal }: Watch,
  failed: (error: unknown) => Error,
): AsyncGenerator<string> {
  const until = clock.now() + limits.totalMs;
  const within = async <Value>(
    step: Promise<Value>,
    limit: 'model-silent' | 'model-stalled',
  ): Promise<Value> => {
    const ms = limit === 'model-silent' ? limits.firstByteMs : limits.idleMs;
    const left = Math.max(0, until - clock.now());
    const over = new AbortController();
    const timer = AbortSignal.any([signal, over.signal]);
    try {
      return await Promise.race([
        step.catch((error: unknown) => {
          signal.throwIfAborted();
          throw failed(error);
        }),
        clock.wait(Math.min(ms, left), timer).then(() => {
          throw left <= ms
            ? new ModelError('model-too-slow', who, { detail: `${limits.totalMs / 1000} s` })
            : new ModelError(limit, who, { detail: `within ${ms / 1000} s` });
        }),
      ]);
    } finally {
      over.abort();
    }
  };
  const pieces = (await within(open(), 'model-silent'))[Symbol.asyncIterator]();
  for (let limit: 'model-silent' | 'model-stalled' = 'model-silent'; ; limit = 'model-stalled') {
    const next = await within(pieces.next(), limit);
    if (next.done === true) return;
    yield next.value;
  }
}
