import { type Puzzle, type TextRange, defaultCheckLimits } from '../puzzle.ts';
import { verdict } from '../verdict.ts';
import { reindent } from '../python-source/reindent.ts';
import { checkSolution, type SatSource } from './check-solution.ts';
import { extractSolution } from './extract-solution.ts';

/** Where a `sat` stands, and the solution beside it. */
export interface SatPlace extends SatSource {
  readonly id: string;
  readonly title: string;
  readonly range: TextRange;
  readonly line: number;
  /** What a model is shown: `sat` and what it rests on. */
  readonly shown: () => string;
  /** The declared type of the first parameter, as written. */
  readonly declared?: string;
  /** How the document takes an answer; undefined in a task set. */
  readonly document?: {
    /** The solution that stands there, or the empty range after `sat` where one would go. */
    readonly solution: TextRange;
    readonly text: string;
    readonly lineEnd: string;
    /** One level of indentation. */
    readonly unit: string;
  };
}

/**
 * A programming puzzle: find a value that makes `sat` return True.
 *
 * @see Schuster et al. 2021, "Programming Puzzles"; Suzgun & Kalai 2024
 */
export function satPuzzle(place: SatPlace): Puzzle {
  const { satName, solutionName, document } = place;
  const type = place.declared === undefined ? '' : ` of the type ${place.declared}`;
  return {
    id: place.id,
    kind: 'p3',
    title: place.title,
    range: place.range,
    line: place.line,
    answerForm: 'python-solution',
    question: () =>
      `Find a value${type} for which ${satName}(value) returns True. Its other parameters keep their defaults.\n\n` +
      '```python\n' +
      `${place
        .shown()
        .replace(/\r\n?/g, '\n')
        .replace(/(?:[ \t]*\n){3,}/g, '\n\n\n')
        .trim()}\n` +
      '```\n\n' +
      `The answer is Python code: one function ${solutionName}() without parameters that returns the value. It is ` +
      'run, and its value is given to the function above, unchanged. The standard library may be imported inside it.',
    extractAnswer: (finalAnswer) => extractSolution(finalAnswer, solutionName),
    check: async (answer, run, limits = defaultCheckLimits) => {
      const solution = extractSolution(answer, solutionName);
      if (solution === undefined)
        return verdict('unparseable', `There is no function ${solutionName}() and no value.`);
      return checkSolution(place, solution, run, limits);
    },
    answerEdit: (answer) => {
      if (!document) return undefined;
      const newText = reindent(answer, '', document.unit).replaceAll('\n', document.lineEnd);
      const { solution } = document;
      if (solution.start < solution.end) return { range: solution, newText };
      // Two blank lines between definitions (PEP 8).
      return { range: solution, newText: document.lineEnd.repeat(3) + newText };
    },
    currentAnswer: () => {
      if (!document || document.solution.start === document.solution.end) return undefined;
      const code = document.text.slice(document.solution.start, document.solution.end);
      return extractSolution(code, solutionName) ?? code;
    },
  };
}
