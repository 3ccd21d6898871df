import { describe, expect, it } from 'vitest';
import { estimateRun } from './estimate-run.ts';

describe('the estimate before a run', () => {
  it('is a range, with what it assumes', () => {
    const estimate = estimateRun({
      calls: { low: 2, high: 10 },
      promptTokensPerCall: 1000,
      completionTokensPerCall: { low: 100, high: 1000 },
      price: { promptPerMillion: 2, completionPerMillion: 10, currency: 'EUR' },
    });
    expect(estimate).toMatchObject({
      calls: { low: 2, high: 10 },
      promptTokens: { low: 2000, high: 10_000 },
      completionTokens: { low: 200, high: 10_000 },
      currency: 'EUR',
    });
    expect(estimate.cost?.low).toBeCloseTo(0.006);
    expect(estimate.cost?.high).toBeCloseTo(0.12);
    expect(estimate.assumes[0]).toBe('2 to 10 model calls.');
  });

  it('knows no cost without a price, and says so', () => {
    const estimate = estimateRun({ calls: 1, promptTokensPerCall: 1, completionTokensPerCall: 1 });
    expect(estimate.cost).toBeUndefined();
    expect(estimate.assumes.at(-1)).toContain('no cost is known');
  });
});
