import { findPuzzles } from '../puzzles/find-puzzles.ts';
import type { Puzzle } from '../puzzles/puzzle.ts';
import type { PuzzleSource } from './solve-program.ts';

/** A puzzle of a document, and what a run needs to find it again: the document's text and those files beside it that matter. */
export interface CapturedPuzzle {
  readonly puzzle: Puzzle;
  readonly source: PuzzleSource;
}

/** A document as whoever holds it has it: an editor's buffer, or a file. */
export interface CapturedDocument {
  /** Its bare name: `queens.py`. */
  readonly name: string;
  /** Its text, without a byte order mark. */
  readonly text: string;
  /** The text of a file beside it, by its bare name; undefined where there is none. Asked for once a name. */
  readonly readBeside: (name: string) => string | undefined;
}

/**
 * The puzzles of a document, each with the input of a run that solves it. Editor and command line both begin here,
 * so that the same puzzle leads to the same requests.
 */
export function capturePuzzles({ name, text, readBeside }: CapturedDocument): CapturedPuzzle[] {
  const siblings: Record<string, string> = {};
  const asked = new Set<string>();
  const puzzles = findPuzzles({
    name,
    text,
    siblings: (sibling) => {
      // Only bare names of files beside it: a puzzle reaches nowhere else.
      if (/[/\\]/.test(sibling) || sibling === '..') return undefined;
      if (!asked.has(sibling)) {
        asked.add(sibling);
        const found = readBeside(sibling);
        if (found !== undefined) siblings[sibling] = found;
      }
      return siblings[sibling];
    },
  });
  return puzzles.map((puzzle) => ({ puzzle, source: sourceOf(name, text, siblings, puzzle) }));
}

/** A task set is large and its tasks do not know of one another: its one line is enough. */
function sourceOf(
  name: string,
  text: string,
  siblings: Readonly<Record<string, string>>,
  puzzle: Puzzle,
): PuzzleSource {
  if (!name.toLowerCase().endsWith('.jsonl')) return { name, text, siblings: { ...siblings }, id: puzzle.id };
  const line = text.slice(puzzle.range.start, puzzle.range.end);
  const [only] = findPuzzles({ name, text: line });
  return { name, text: line, siblings: {}, id: only?.id ?? puzzle.id };
}
