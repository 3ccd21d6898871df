import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { formatProportion, wilson } from './wilson.ts';

describe('wilson', () => {
  it('gives the published interval for 67 of 100', () => {
    const { low, high } = wilson(67, 100);
    expect(low).toBeCloseTo(0.5731, 3);
    expect(high).toBeCloseTo(0.7544, 3);
  });

  it('contains the estimate, stays in [0, 1] and is closed under swapping success and failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (n, k) => {
        const successes = k % (n + 1);
        const p = wilson(successes, n);
        const q = wilson(n - successes, n);
        expect(p.low).toBeGreaterThanOrEqual(0);
        expect(p.high).toBeLessThanOrEqual(1);
        expect(p.low).toBeLessThanOrEqual(p.value);
        expect(p.high).toBeGreaterThanOrEqual(p.value);
        expect(p.low).toBeCloseTo(1 - q.high, 9);
      }),
    );
  });

  it('refuses what is not a proportion', () => {
    expect(() => wilson(2, 1)).toThrow(RangeError);
    expect(() => wilson(0.5, 1)).toThrow(RangeError);
  });

  it('is shown with its n and interval', () => {
    expect(formatProportion(wilson(67, 100))).toBe('67/100 = 67.0 % [57.3, 75.4]');
    expect(formatProportion(wilson(0, 0))).toBe('0/0');
  });
});
