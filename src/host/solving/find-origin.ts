import * as vscode from 'vscode';
import type { SolveInput } from '../../engine/conductor/solve-program.ts';
import type { Puzzle } from '../../engine/puzzles/puzzle.ts';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';
import { puzzlesOfDocument } from '../puzzles/puzzles-of-document.ts';

/** As many files of one name as are looked into. */
const mostFiles = 50;

/** Where the puzzle of a run stands that was not begun in this window: a file of its name that asks the same. */
export async function findOrigin(
  task: SolveInput['task'],
  puzzle: Puzzle,
): Promise<PuzzleTarget | undefined> {
  if (!('puzzle' in task)) return undefined;
  const { name, id } = task.puzzle;
  // The name comes from a journal: anything that a glob could take for more than a name is not looked for.
  if (/[/\\*?[\]{}]/.test(name)) return undefined;
  const question = puzzle.question();
  for (const uri of await vscode.workspace.findFiles(`**/${name}`, undefined, mostFiles)) {
    const document = await vscode.workspace.openTextDocument(uri);
    const same = puzzlesOfDocument(document).some((one) => one.puzzle.question() === question);
    if (same) return { uri, id };
  }
  return undefined;
}
