import { describe, expect, it } from 'vitest';
import { costOf, priceOf, pricesSchema } from './price.ts';

const price = (
  promptPerMillion: number,
): { promptPerMillion: number; completionPerMillion: number; currency: string } => ({
  promptPerMillion,
  completionPerMillion: 10,
  currency: 'EUR',
});

describe('prices', () => {
  it('belong to the first pattern that matches', () => {
    const prices = { 'openai:gpt-5': price(1), 'openai:*': price(2), 'http*#qwen.*': price(3) };
    expect(priceOf('openai:gpt-5', prices)?.promptPerMillion).toBe(1);
    expect(priceOf('openai:gpt-5-mini', prices)?.promptPerMillion).toBe(2);
    expect(priceOf('http://h/v1#qwen.x', prices)?.promptPerMillion).toBe(3);
    expect(priceOf('http://h/v1#qwenx', prices)).toBeUndefined();
  });

  it('match without backtracking', () => {
    expect(priceOf('aXbXc', { 'a*b*c': price(1) })).toBeDefined();
    expect(priceOf('abab', { 'ab*ab': price(1) })).toBeDefined();
    expect(priceOf('ab', { 'ab*ab': price(1) })).toBeUndefined();
    expect(priceOf('a'.repeat(1000), { [`${'*a'.repeat(400)}*b`]: price(1) })).toBeUndefined();
  });

  it('are in one currency', () => {
    expect(pricesSchema.safeParse({ a: price(1), b: price(2) }).success).toBe(true);
    expect(pricesSchema.safeParse({ a: price(1), b: { ...price(2), currency: 'USD' } }).success).toBe(false);
  });

  it('are a million tokens', () => {
    expect(costOf({ promptTokens: 500_000, completionTokens: 100_000 }, price(2))).toBe(2);
  });
});
