import type { Puzzle, TextRange } from '../puzzle.ts';
import { checkExpression } from './check-expression.ts';
import { extractExpression } from './extract-expression.ts';

/** Where four numbers stand, and the answer after them. */
export interface Game24Place {
  readonly id: string;
  readonly numbers: readonly bigint[];
  /** The numbers themselves. */
  readonly range: TextRange;
  readonly line: number;
  /** From after the numbers to the end of the answer, ` = …` and all; empty where there is none. Undefined in a task set. */
  readonly answer?: { readonly range: TextRange; readonly text: string };
}

/** A Game of 24: four numbers, each used exactly once, with + − × ÷ and brackets, to make 24. */
export function game24Puzzle(place: Game24Place): Puzzle {
  const title = place.numbers.join(' ');
  return {
    id: place.id,
    kind: 'game24',
    title,
    range: place.range,
    line: place.line,
    answerForm: 'expression',
    question: () =>
      `Make 24 from the numbers ${place.numbers.join(', ')}. Use each of them exactly once, with the four ` +
      'operations + - * / and brackets; intermediate results may be fractions.\n\n' +
      'The answer is the expression alone, on one line, without an equals sign.',
    extractAnswer: extractExpression,
    check: (answer) => Promise.resolve(checkExpression(place.numbers, answer)),
    answerEdit: (answer) =>
      place.answer && { range: place.answer.range, newText: ` = ${answer.replace(/\s+/g, ' ').trim()}` },
    currentAnswer: () => {
      const text = place.answer?.text.trim();
      return text === undefined || text === '' ? undefined : (extractExpression(text) ?? text);
    },
  };
}
