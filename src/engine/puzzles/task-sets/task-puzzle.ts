import { game24Puzzle } from '../game24/game24-puzzle.ts';
import { finalAnswerText, withoutTypesetting } from '../final-answer.ts';
import { findSat } from '../p3/find-sat.ts';
import type { Puzzle, TextRange } from '../puzzle.ts';
import { readModule } from '../python-source/top-level.ts';
import type { Verdict } from '../verdict.ts';
import { scoreInteger, scoreNamedNumber, scoreOption, scoreWords } from './score-answer.ts';
import { scoreMove } from './score-move.ts';
import { scoreSonnet } from './score-sonnet.ts';
import { taskKind, type TaskKind, type TaskRow } from './task-row.ts';

/** Where a task stands: a line of a task set, or nowhere (a recorded session). */
export interface TaskPlace {
  readonly id: string;
  readonly range: TextRange;
  readonly line: number;
}

const nowhere: TaskPlace = { id: 'task', range: { start: 0, end: 0 }, line: 1 };

/**
 * The puzzle that a line of a task set or a recorded session poses; undefined where it is of no set that is known.
 *
 * @param name the file or task it comes from: `MGSM_DE.jsonl`
 */
export function taskPuzzle(row: TaskRow, name?: string, place: TaskPlace = nowhere): Puzzle | undefined {
  const kind = taskKind(row, name);
  switch (kind) {
    case undefined:
      return undefined;
    case 'p3':
      return p3Task(row, place);
    case 'game24': {
      const numbers = row.input
        .trim()
        .split(/[\s,]+/)
        .map(BigInt);
      return game24Puzzle({ ...place, numbers });
    }
    default:
      return textTask(kind, row, place);
  }
}

function p3Task(row: TaskRow, place: TaskPlace): Puzzle | undefined {
  const text = row.sat ?? row.input;
  const module = readModule(text);
  const source = findSat({ name: 'sat.py', text }, module)[0];
  return (
    source && {
      ...source,
      ...place,
      title: row.name ?? source.title,
      answerEdit: noEdit,
      currentAnswer: noAnswer,
    }
  );
}

const noEdit = (): undefined => undefined;
const noAnswer = (): undefined => undefined;

type TextKind = Exclude<TaskKind, 'p3' | 'game24'>;

const titles: Readonly<Record<TextKind, string>> = {
  checkmate: 'checkmate in one',
  mgsm: 'word problem',
  arithmetic: 'arithmetic',
  'word-sorting': 'word sorting',
  shapes: 'geometric shape',
  sonnet: 'sonnet',
};

function textTask(kind: TextKind, row: TaskRow, place: TaskPlace): Puzzle {
  return {
    ...place,
    kind,
    title: `${titles[kind]} ${place.line}`,
    answerForm: 'text',
    question: () => questionOf(kind, row.input.trim()),
    extractAnswer: (finalAnswer) => {
      const text = withoutTypesetting(finalAnswerText(finalAnswer));
      return text === '' ? undefined : text;
    },
    check: (answer) => score(kind, row, answer),
    answerEdit: noEdit,
    currentAnswer: noAnswer,
  };
}

function questionOf(kind: TextKind, input: string): string {
  switch (kind) {
    case 'checkmate':
      return `Here is a game of chess. The side to move can mate with its next move.\n\n${input}\n\nThe answer is that one move in algebraic notation.`;
    case 'mgsm':
      return `${input}\n\nThe answer is one number.`;
    case 'arithmetic':
      return `Compute the value of this expression.\n\n${input}\n\nThe answer is one whole number and nothing else.`;
    case 'word-sorting':
      return `${input}\n\nThe answer is the sorted words with single spaces between them and nothing else.`;
    case 'shapes':
      return `${input}\n\nThe answer is the letter of one option, in brackets.`;
    case 'sonnet':
      return `${input}\n\nThe answer is the poem alone: fourteen lines.`;
  }
}

async function score(kind: TextKind, { input, target }: TaskRow, answer: string): Promise<Verdict> {
  switch (kind) {
    case 'checkmate':
      return scoreMove(input, answer);
    case 'mgsm':
      return scoreNamedNumber(target, answer);
    case 'arithmetic':
      return scoreInteger(target, answer);
    case 'word-sorting':
      return scoreWords(target, answer);
    case 'shapes':
      return scoreOption(input, target, answer);
    case 'sonnet': {
      // 4.7 MB that nothing else needs: loaded when the first sonnet is scored.
      const { dictionary } = await import('cmu-pronouncing-dictionary');
      return scoreSonnet(target, answer, dictionary);
    }
  }
}
