import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SseWatch } from './sse-watch.ts';

function watch(text: string, size: number): { done: boolean; lengths: number[] } {
  const bytes = Buffer.from(text);
  const sse = new SseWatch();
  const lengths: number[] = [];
  for (let at = 0; at < bytes.length; at += size) lengths.push(sse.push(bytes.subarray(at, at + size)));
  return { done: sse.done, lengths };
}

describe('watching an event stream', () => {
  it('finds the end however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.constantFrom('\n', '\r\n'), (size, line) => {
        const event = `data: {"a":"data: [DONE] in text"}${line}${line}`;
        expect(watch(event, size).done).toBe(false);
        expect(watch(`${event}data: [DONE]${line}${line}`, size).done).toBe(true);
      }),
    );
  });

  it('measures the event that is still open', () => {
    expect(watch('data: 1\n\ndata: 22', 100).lengths).toEqual([8]);
    expect(watch('x'.repeat(50), 20).lengths).toEqual([20, 40, 50]);
    expect(watch('data: 1\r\n\r\n', 3).lengths.at(-1)).toBe(0);
  });
});
