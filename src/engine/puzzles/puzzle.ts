import type { PythonAnswer, PythonRequest } from '../python/python-run.ts';
import type { Verdict } from './verdict.ts';

/** A part of a document: offsets in UTF-16 code units, `end` exclusive, so that `text.slice(start, end)` is the part. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A replacement of a part of a document; an empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** `function` is a function with doctests, a pytest file beside it, or both. The rest but `p3` and `game24` are task sets. */
export type PuzzleKind =
  'p3' | 'function' | 'game24' | 'checkmate' | 'mgsm' | 'arithmetic' | 'word-sorting' | 'shapes' | 'sonnet';

/** What an answer is, once taken out of the words around it (`extractAnswer`). */
export type AnswerForm =
  /** P3: one function `solution` without arguments. */
  | 'python-solution'
  /** The body of a function, without its `def` line and docstring, not indented. */
  | 'python-body'
  /** An arithmetic expression. */
  | 'expression'
  /** The text itself, as a scorer of a task set reads it. */
  | 'text';

/**
 * Runs one Python program. Whoever calls `check` supplies it: a journalled call inside a run, a plain runner in
 * the Test Explorer and in tests. Each program must meet a pristine interpreter; the soundness of a verdict
 * rests on that.
 */
export type RunPython = (request: PythonRequest) => Promise<PythonAnswer>;

/** How long a program may run that checks an answer, in milliseconds of wall-clock time. */
export interface CheckLimits {
  readonly timeLimitMs: number;
}

/** Three times the published time-out of 3 s (Suzgun & Kalai 2024): WebAssembly is that much slower than CPython. */
export const defaultCheckLimits: CheckLimits = { timeLimitMs: 9_000 };

/** Something to solve, at a place in a document, whose answers are checked by running them. */
export interface Puzzle {
  /** The same for the same puzzle while the rest of its document is edited; unique in its document. */
  readonly id: string;
  readonly kind: PuzzleKind;
  /** One line for a person: `sat`, `4 5 6 10`, `word sorting 12`. */
  readonly title: string;
  /** All of the puzzle, without the answer that may stand beside it. */
  readonly range: TextRange;
  /** The line where it begins, 1-based. */
  readonly line: number;
  readonly answerForm: AnswerForm;
  /** The text put to a model: the whole task, and the form the answer must have. */
  question(): string;
  /**
   * The answer inside what a model gave as its final answer: prose, fences, LaTeX and the like are taken off.
   * Tolerant of form; says nothing about the answer being right. Undefined where there is none.
   */
  extractAnswer(finalAnswer: string): string | undefined;
  /** Whether an answer (as `extractAnswer` gives it) is right. Never `solved` on the answer's own word. */
  check(answer: string, run: RunPython, limits?: CheckLimits): Promise<Verdict>;
  /** The edit that puts the answer into the document; undefined where a document takes none (task sets). */
  answerEdit(answer: string): TextEdit | undefined;
  /** The answer that stands in the document now. */
  currentAnswer(): string | undefined;
}
