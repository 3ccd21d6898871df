import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Expression, numbersOf, parseExpression, printExpression } from './expression.ts';
import { formatFraction } from './fraction.ts';

const number = fc.nat(999).map((value): Expression => ({ kind: 'number', value: BigInt(value) }));
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    number,
    fc.record({ kind: fc.constant('negate' as const), operand: tie('expression') }),
    fc.record({
      kind: fc.constant('binary' as const),
      operator: fc.constantFrom('+', '-', '*', '/'),
      left: tie('expression'),
      right: tie('expression'),
    }),
  ),
}));

const parsed = (text: string): Expression => {
  const result = parseExpression(text);
  if (!result.ok) throw new Error(result.problem);
  return result.expression;
};

/** The value as numerator and denominator, worked out the long way: no step is ever reduced. */
function reference(one: Expression): [bigint, bigint] | undefined {
  switch (one.kind) {
    case 'number':
      return [one.value, 1n];
    case 'negate': {
      const value = reference(one.operand);
      return value && [-value[0], value[1]];
    }
    case 'binary': {
      const left = reference(one.left);
      const right = reference(one.right);
      if (!left || !right) return undefined;
      const [a, b] = left;
      const [c, d] = right;
      if (one.operator === '+') return [a * d + c * b, b * d];
      if (one.operator === '-') return [a * d - c * b, b * d];
      if (one.operator === '*') return [a * c, b * d];
      return c === 0n ? undefined : [a * d, b * c];
    }
  }
}

describe('an arithmetic expression', () => {
  it('is the same after printing and parsing', () => {
    fc.assert(
      fc.property(expression, (one) => {
        const text = printExpression(one);
        fc.pre(text.length <= 2_000);
        expect(parsed(text)).toEqual(one);
      }),
    );
  });

  it('has its exact value', () => {
    fc.assert(
      fc.property(expression, (one) => {
        const exact = reference(one);
        if (exact === undefined) {
          expect(() => evaluate(one)).toThrow(RangeError);
        } else {
          const value = evaluate(one);
          expect(value.numerator * exact[1]).toBe(value.denominator * exact[0]);
          expect(value.denominator > 0n).toBe(true);
        }
      }),
    );
  });

  it('is parsed or refused, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: fc.constantFrom(...'0123456789+-*/() =.,eE^%!_'.split('')) }),
        ),
        (text) => {
          const result = parseExpression(text);
          if (result.ok) expect(text).toMatch(/^[0-9+\-*/() ]+$/);
          else expect(result.at).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['8 - 4 - 2', '2'],
    ['8 / 4 / 2', '1'],
    ['8 / (3 - 8 / 3)', '24'],
    ['1 / 3 + 1 / 3 + 1 / 3', '1'],
    ['-(3 - 5) * 2', '4'],
    ['2 - -3', '5'],
  ])('%s is %s', (text, value) => {
    expect(formatFraction(evaluate(parsed(text)))).toBe(value);
  });

  it.each([
    ['2 ** 3', 'a power'],
    ['7 // 2', 'a whole division'],
    ['2.4 * 10', 'a decimal'],
    ['(4)(6)', 'an implied product'],
    ['4 6', 'two numbers'],
    ['4!', 'a factorial'],
    ['4 ^ 6', 'a power or an exclusive or'],
    ['0x18', 'a hexadecimal number'],
    ['1_0', 'an underscore in a number'],
    ['٤ + ٢٠', 'digits of another script'],
    ['24 # 4 5 6 10', 'a comment'],
    ['24, 4', 'a tuple'],
    ['+4', 'a plus sign before a number'],
    ['4 +\u200b 20', 'an invisible character'],
    ['24 if 4 else 5', 'words'],
    ['007', 'leading zeros'],
    ['()', 'nothing in brackets'],
    ['', 'nothing'],
    [`${'('.repeat(500)}1${')'.repeat(500)}`, 'nesting without end'],
    [`${'-'.repeat(1500)}1`, 'signs without end'],
  ])('%s is refused (%s)', (text) => {
    expect(parseExpression(text).ok).toBe(false);
  });

  it('gives its numbers as they stand', () => {
    expect(numbersOf(parsed('(13 - 1) * 2 / 13'))).toEqual([13n, 1n, 2n, 13n]);
  });
});
