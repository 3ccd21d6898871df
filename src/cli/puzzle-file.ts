import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CapturedPuzzle, capturePuzzles } from '../engine/conductor/capture-puzzles.ts';
import { UserError } from '../engine/user-error.ts';

/** The puzzles of a file. @throws UserError `file-unreadable`, `no-puzzles` */
export function readPuzzleFile(path: string): CapturedPuzzle[] {
  const puzzles = capturePuzzles({
    name: basename(path),
    text: readText(path),
    readBeside: (sibling) => {
      try {
        return readFileSync(join(dirname(path), sibling), 'utf8');
      } catch {
        return undefined;
      }
    },
  });
  if (puzzles.length > 0) return puzzles;
  throw new UserError(
    'no-puzzles',
    `There is no puzzle in ${path}.`,
    'A puzzle is a Python file with `def sat(…)`, a function with doctests or a pytest file beside it, a .24 file, or a task set in .jsonl; see docs/puzzles.md.',
  );
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UserError('file-unreadable', `${path} cannot be read.`, 'Check the path.', { cause });
  }
}
