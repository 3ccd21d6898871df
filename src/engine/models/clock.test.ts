import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.ts';

describe('the clock of the system', () => {
  it('waits, and stops waiting with the reason of the signal', async () => {
    const abort = new AbortController();
    await systemClock.wait(1, abort.signal);
    const waiting = systemClock.wait(60_000, abort.signal);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(systemClock.wait(1, abort.signal)).rejects.toThrow('enough');
  });
});
