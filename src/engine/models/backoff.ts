import type { Clock } from './clock.ts';

const firstMs = 500;
const longestMs = 30_000;

/**
 * How long to wait before the next attempt, in milliseconds. It doubles from half a second up to 30 s; half of
 * it is random, so that lanes which failed together do not come back together. A server's own wish is a lower
 * bound, with up to a tenth on top for the same reason.
 *
 * @param failures attempts that failed so far, at least 1
 */
export function backoff(failures: number, wish: number | undefined, clock: Clock): number {
  if (wish !== undefined) return Math.round(wish * (1 + clock.random() / 10));
  const full = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return Math.round(full / 2 + (full / 2) * clock.random());
}
