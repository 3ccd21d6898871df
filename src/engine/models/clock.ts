/** Time and chance, so that tests can stand in for both. */
export interface Clock {
  /** Milliseconds, monotonic: only differences mean anything. */
  now(): number;
  /** Milliseconds since the epoch: a `Retry-After` may name a date. */
  date(): number;
  /** A number in [0, 1). */
  random(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  wait(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', abort);
        resolve();
      }, ms);
      const abort = (): void => {
        clearTimeout(timer);
        reject(reasonOf(signal));
      };
      signal.addEventListener('abort', abort, { once: true });
    });
  },
};

function reasonOf(signal: AbortSignal): Error {
  const reason: unknown = signal.reason;
  return reason instanceof Error ? reason : new Error(String(reason));
}
