import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['plain, naïve, 🎼 and\ttabs\nand lines', 'plain, naïve, 🎼 and\ttabs\nand lines'],
    ['\u001b[31mred\u001b]0;title\u0007', '␛[31mred␛]0;title␇'],
    ['abc\u202edcba', 'abc[U+202E]dcba'],
    ['zero\u200bwidth', 'zero[U+200B]width'],
    ['\u009b31m', '[U+009B]31m'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate'],
    ['carriage\rreturn', 'carriage␍return'],
  ])('shows %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('leaves nothing that acts, whatever it is given, and nothing to do a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visibleText(text);
        expect(shown).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
        expect(visibleText(shown)).toBe(shown);
      }),
    );
  });
});
