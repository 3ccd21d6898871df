import { describe, expect, it } from 'vitest';
import { estimateChatTokens, estimateTokens } from './estimate-tokens.ts';

describe('estimating tokens', () => {
  it.each([
    // text, tokens of o200k_base
    ['', 0],
    ['The quick brown fox jumps over the lazy dog.', 10],
    ['def sat(x: int) -> bool:\n    return x * x == 144\n', 19],
    ['(10 - 4) * (13 - 9) = 24', 17],
  ])('is near the count of a real tokenizer: %j', (text, tokens) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(tokens * 0.75);
    expect(estimateTokens(text)).toBeLessThanOrEqual(tokens * 1.35);
  });

  it('counts the template around each message', () => {
    const message = { role: 'user' as const, content: 'hello' };
    expect(estimateChatTokens([message, message])).toBe(2 * (estimateTokens('hello') + 4));
  });

  it('takes time linear in the text', () => {
    expect(estimateTokens('a1 é漢'.repeat(200_000))).toBeGreaterThan(200_000);
  });
});
