import { describe, expect, it } from 'vitest';
import { backoff } from './backoff.ts';
import { type Clock, systemClock } from './clock.ts';

const chance = (value: number): Clock => ({ ...systemClock, random: () => value });

describe('waiting between attempts', () => {
  it('doubles up to half a minute, half of it by chance', () => {
    const waits = [1, 2, 3, 8, 30].map((failures) => [
      backoff(failures, undefined, chance(0)),
      backoff(failures, undefined, chance(0.999_999)),
    ]);
    expect(waits).toEqual([
      [250, 500],
      [500, 1000],
      [1000, 2000],
      [15_000, 30_000],
      [15_000, 30_000],
    ]);
  });

  it('never comes back before the server asks it to', () => {
    expect(backoff(1, 7000, chance(0))).toBe(7000);
    expect(backoff(1, 7000, chance(0.999_999))).toBe(7700);
  });
});
