import { describe, expect, it } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1, 12, 0, 0);
const read = (headers: Record<string, string>): number | undefined => retryAfter(new Headers(headers), now);

describe('how long a server asks to wait', () => {
  it('reads seconds, fractions of them, and milliseconds', () => {
    expect(read({ 'retry-after': '7' })).toBe(7000);
    expect(read({ 'retry-after': '0.5' })).toBe(500);
    expect(read({ 'retry-after-ms': '250', 'retry-after': '7' })).toBe(250);
  });

  it('reads a date, and never waits for the past', () => {
    expect(read({ 'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT' })).toBe(30_000);
    expect(read({ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' })).toBe(0);
  });

  it('knows nothing of what it cannot read', () => {
    expect(read({})).toBeUndefined();
    expect(read({ 'retry-after': 'soon' })).toBeUndefined();
    expect(read({ 'retry-after-ms': '-5' })).toBeUndefined();
  });
});
