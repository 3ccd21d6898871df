import { findFunctions, testFilesBeside } from './function/find-functions.ts';
import { findGame24 } from './game24/find-game24.ts';
import { findSat } from './p3/find-sat.ts';
import type { Puzzle } from './puzzle.ts';
import { baseName, type PuzzleDocument } from './puzzle-document.ts';
import { readModule } from './python-source/top-level.ts';
import { readTaskSet } from './task-sets/read-task-set.ts';

/**
 * All puzzles of a document, in the order of their places. Total: half-written code or a broken line costs the
 * puzzle it belongs to and no other. A document without puzzles is told by a search for a few words, so that
 * even megabytes cost little.
 */
export function findPuzzles(document: PuzzleDocument): Puzzle[] {
  const name = baseName(document.name).toLowerCase();
  if (name.endsWith('.jsonl')) return readTaskSet(document).puzzles;
  const puzzles = findGame24(document);
  if (name.endsWith('.py')) {
    const tests = testFilesBeside(document);
    const posesSat = /\bdef[ \t]+sat(?:_\w+)?[ \t]*\(/.test(document.text);
    if (posesSat || tests.length > 0 || document.text.includes('>>>')) {
      const module = readModule(document.text);
      if (posesSat) puzzles.push(...findSat(document, module));
      puzzles.push(...findFunctions(document, module, tests));
    }
  }
  return puzzles.sort((a, b) => a.range.start - b.range.start);
}
