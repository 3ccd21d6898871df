import * as vscode from 'vscode';
import type { Puzzle } from '../../engine/puzzles/puzzle.ts';
import type { Verdict } from '../../engine/puzzles/verdict.ts';

/** Where a verdict points: the assertion or example that failed, in the document or beside it; else the puzzle. */
export function verdictLocation(document: vscode.Uri, puzzle: Puzzle, verdict: Verdict): vscode.Location {
  // Only a bare name of a file beside it, whatever a verdict says.
  const beside = verdict.file !== undefined && !/[/\\]/.test(verdict.file) ? verdict.file : undefined;
  const uri = beside === undefined ? document : vscode.Uri.joinPath(document, '..', beside);
  const line = (verdict.line ?? puzzle.line) - 1;
  return new vscode.Location(uri, new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER));
}
