import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PuzzleSource } from '../engine/conductor/solve-program.ts';
import { findPuzzles } from '../engine/puzzles/find-puzzles.ts';
import type { Puzzle } from '../engine/puzzles/puzzle.ts';
import { UserError } from '../engine/user-error.ts';

/** A puzzle of a file, and what a run needs to find it again: the file's text and those files beside it that matter. */
export interface FiledPuzzle {
  readonly puzzle: Puzzle;
  readonly source: PuzzleSource;
}

/** The puzzles of a file. @throws UserError `file-unreadable`, `no-puzzles` */
export function readPuzzleFile(path: string): FiledPuzzle[] {
  const text = readText(path);
  const siblings: Record<string, string> = {};
  const name = basename(path);
  const puzzles = findPuzzles({
    name,
    text,
    siblings: (sibling) => {
      // Only bare names of files beside it: a puzzle reaches nowhere else.
      if (basename(sibling) !== sibling) return undefined;
      try {
        return (siblings[sibling] ??= readFileSync(join(dirname(path), sibling), 'utf8'));
      } catch {
        return undefined;
      }
    },
  });
  if (puzzles.length === 0) {
    throw new UserError(
      'no-puzzles',
      `There is no puzzle in ${path}.`,
      'A puzzle is a Python file with `def sat(…)`, a function with doctests or a pytest file beside it, a .24 file, or a task set in .jsonl; see docs/puzzles.md.',
    );
  }
  return puzzles.map((puzzle) => ({ puzzle, source: sourceOf(name, text, siblings, puzzle) }));
}

/** A task set is large and its tasks do not know of one another: its one line is enough. */
function sourceOf(
  name: string,
  text: string,
  siblings: Record<string, string>,
  puzzle: Puzzle,
): PuzzleSource {
  if (!name.endsWith('.jsonl')) return { name, text, siblings, id: puzzle.id };
  const line = text.slice(puzzle.range.start, puzzle.range.end);
  const [only] = findPuzzles({ name, text: line });
  return { name, text: line, siblings: {}, id: only?.id ?? puzzle.id };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UserError('file-unreadable', `${path} cannot be read.`, 'Check the path.', { cause });
  }
}
