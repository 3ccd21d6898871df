import { verdict, type Verdict } from '../verdict.ts';
import { evaluate, numbersOf, parseExpression } from './expression.ts';
import { type Fraction, formatFraction } from './fraction.ts';

/** Whether an expression uses each number exactly once and is exactly 24. */
export function checkExpression(numbers: readonly bigint[], text: string): Verdict {
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    return verdict(
      'unparseable',
      `"${shorten(text)}" is no expression: ${parsed.problem} (at ${parsed.at + 1}).`,
    );
  }
  const used = numbersOf(parsed.expression);
  if (inOrder(used) !== inOrder(numbers)) {
    return verdict('wrong', `It uses ${inOrder(used)} instead of ${inOrder(numbers)}.`);
  }
  let value: Fraction;
  try {
    value = evaluate(parsed.expression);
  } catch (error) {
    if (error instanceof RangeError) return verdict('wrong', 'It divides by zero.');
    throw error;
  }
  const shown = `${text.trim()} = ${formatFraction(value)}`;
  return value.numerator === 24n && value.denominator === 1n
    ? verdict('solved', shown)
    : verdict('wrong', `${shown}, not 24.`);
}

const inOrder = (numbers: readonly bigint[]): string =>
  [...numbers].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).join(' ');

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);
