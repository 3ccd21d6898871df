import { boxed, fences, finalAnswerText } from '../final-answer.ts';
import { type Expression, numbersOf, parseExpression } from './expression.ts';

/**
 * The expression inside a final answer, in ASCII. Taken, in this order: what is boxed or in the last fence; the
 * last line that is an equation or an expression by itself; the last one inside a sentence. Of an equation
 * (`(1 + 2) * 8 = 3 * 8 = 24`) it is the left-most part, or the next where the left-most is a number alone.
 */
export function extractExpression(finalAnswer: string): string | undefined {
  const text = finalAnswerText(finalAnswer);
  const inFence = fences(text).at(-1)?.text;
  const places = [boxed(text), inFence, text].filter((place) => place !== undefined);
  for (const place of places) {
    const lines = plainArithmetic(place).split('\n').reverse();
    for (const line of lines) {
      const found = equation(line);
      if (found !== undefined) return found;
    }
    for (const line of lines) {
      const found = insideSentence(line);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A whole line that is an expression, or equal parts with `=` or `≈` between them. */
function equation(line: string): string | undefined {
  const parts = line
    .replace(/^[\s>*•]*(?:-\s+|\d+[.)]\s+)?/, '')
    .replace(/[.,;:!\s]+$/, '')
    .split(/=+/)
    .map((part) => part.trim());
  const expressions = parts.map(parseable);
  if (!expressions.every((one) => one !== undefined)) return undefined;
  const [first, second] = expressions;
  if (first === undefined) return undefined;
  if (first.expression.kind === 'number' && second !== undefined) return second.text;
  return first.expression.kind === 'number' ? undefined : first.text;
}

/** The last run of arithmetic characters that is an expression of at least two numbers. */
function insideSentence(line: string): string | undefined {
  const runs = line.match(/[\d\s()+\-*/]+(?:=[\d\s()+\-*/]+)*/g) ?? [];
  for (const run of runs.reverse()) {
    // Brackets of the sentence, and a dash that opens a list item, are not the expression's.
    for (const candidate of [run, run.replace(/^[\s-]+/, ''), withoutOddBrackets(run)]) {
      const found = equation(candidate);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function parseable(text: string): { text: string; expression: Expression } | undefined {
  const tidy = text.replace(/\s+/g, ' ').trim();
  const parsed = parseExpression(tidy);
  return parsed.ok && numbersOf(parsed.expression).length > 0
    ? { text: tidy, expression: parsed.expression }
    : undefined;
}

function withoutOddBrackets(text: string): string {
  const open = text.split('(').length;
  const close = text.split(')').length;
  if (open > close) return text.replace(/^\s*\(/, '');
  return close > open ? text.replace(/\)\s*$/, '') : text;
}

/** Unicode and LaTeX signs of the four operations as ASCII. Signs of anything else stay, and are refused later. */
function plainArithmetic(text: string): string {
  return text
    .replace(/(?<![\w)])(\*\*|__)(?=\S)((?:(?!\1).)+)\1(?![\w(])/g, '$2')
    .replace(/\\(?:left|right|displaystyle|,|;|!|quad)(?![a-z])/g, ' ')
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '(($1)/($2))')
    .replace(/\\(?:times|cdot|ast)(?![a-z])/g, '*')
    .replace(/\\div(?![a-z])/g, '/')
    .replace(/\\[()[\]]/g, ' ')
    .replace(/[×✕✖·⋅∙∗]/g, '*')
    .replace(/[÷∕⁄]/g, '/')
    .replace(/[−–—]/g, '-')
    .replace(/[[{]/g, '(')
    .replace(/[\]}]/g, ')')
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/[`$]/g, ' ');
}
