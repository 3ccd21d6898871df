import type { Puzzle } from '../puzzle.ts';
import type { PuzzleDocument } from '../puzzle-document.ts';
import { taskPuzzle } from './task-puzzle.ts';
import { taskRowSchema } from './task-row.ts';

export interface TaskSet {
  readonly puzzles: Puzzle[];
  /** Lines that pose no puzzle, 1-based, and why; blank lines are not among them. */
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
}

/** The tasks of a `.jsonl` file, one a line. A line that is none is skipped, and said so. */
export function readTaskSet({ name, text }: PuzzleDocument): TaskSet {
  const puzzles: Puzzle[] = [];
  const skipped: { line: number; reason: string }[] = [];
  let start = 0;
  let line = 0;
  while (start < text.length) {
    line++;
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const range = { start, end: text[end - 1] === '\r' ? end - 1 : end };
    const json = text.slice(range.start, range.end);
    start = end + 1;
    if (json.trim() === '') continue;
    const row = parse(json);
    const puzzle = row.success ? taskPuzzle(row.data, name, { id: `task:${line}`, range, line }) : undefined;
    if (puzzle) puzzles.push(puzzle);
    else
      skipped.push({
        line,
        reason: row.success ? 'it is of no task set that is known' : 'it has no input and target',
      });
  }
  return { puzzles, skipped };
}

function parse(json: string): ReturnType<typeof taskRowSchema.safeParse> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  return taskRowSchema.safeParse(value);
}
