import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteServer, readServerRefusal } from './server-sentence.ts';

describe('what a server says', () => {
  it.each([
    [
      '{"error":{"message":"a","code":"b","type":"c","param":"d"}}',
      { message: 'a', code: 'b', type: 'c', param: 'd' },
    ],
    ['{"error":"a"}', { message: 'a' }],
    ['{"object":"error","message":"a","code":40001}', { message: 'a', code: '40001' }],
    ['{"detail":"Not Found"}', { message: 'Not Found' }],
    [
      '{"detail":[{"loc":["body","x"],"msg":"a"}]}',
      { message: 'a', details: [{ loc: ['body', 'x'], msg: 'a' }] },
    ],
    ['<html>', { message: '' }],
  ])('is found in %s', (body, expected) => {
    expect(readServerRefusal(body)).toMatchObject(expected);
  });

  it('is read from any text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => void readServerRefusal(body)));
  });

  it('is quoted without keys, in one line, and short', () => {
    expect(quoteServer('Bad key abc123', 'abc123')).toBe('Bad key [key]');
    expect(quoteServer('Incorrect API key provided: sk-abcd****wxyz.')).not.toContain('abcd');
    expect(quoteServer('got Authorization: Bearer xyz123')).not.toContain('xyz123');
    expect(quoteServer('a\u001b[31m\nb\u2028c')).toBe('a [31m b c');
    expect(quoteServer('x'.repeat(1000))).toHaveLength(301);
  });
});
