import type * as vscode from 'vscode';
import type { Puzzle } from '../../engine/puzzles/puzzle.ts';
import type { Verdict } from '../../engine/puzzles/verdict.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings/read-settings.ts';

/**
 * Checks an answer by running it, outside of any run.
 *
 * @throws UserError `python-refused`, `python-missing`; the signal's reason when aborted
 */
export async function checkPuzzle(
  services: Services,
  puzzle: Puzzle,
  answer: string,
  uri: vscode.Uri,
  signal: AbortSignal = new AbortController().signal,
): Promise<Verdict> {
  const python = await (await services.python()).get(readSettings(uri).python);
  return puzzle.check(answer, (request) => python.run(request, signal));
}
