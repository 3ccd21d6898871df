import * as vscode from 'vscode';
import type { CapturedPuzzle } from '../../engine/conductor/capture-puzzles.ts';
import { UserError } from '../../engine/user-error.ts';
import { plainLabel } from '../messages/plain-message.ts';
import type { PuzzleTarget } from './puzzle-target.ts';
import { puzzlesOfDocument } from './puzzles-of-document.ts';

/** A puzzle, and the document it stands in. */
export interface FoundPuzzle extends CapturedPuzzle {
  readonly document: vscode.TextDocument;
}

/**
 * The puzzle that a command is about: the one it names; else the one at the cursor; else the person chooses among
 * those of the active editor. Undefined where they chose none.
 *
 * @throws UserError `no-puzzles`, `no-such-puzzle`
 */
export async function findTarget(target: PuzzleTarget | undefined): Promise<FoundPuzzle | undefined> {
  if (target !== undefined) {
    const document = await vscode.workspace.openTextDocument(target.uri);
    const id = idOf(target);
    const found = puzzlesOfDocument(document).find(({ puzzle }) => puzzle.id === id);
    if (found) return { ...found, document };
    throw new UserError(
      'no-such-puzzle',
      `The puzzle is no longer in ${vscode.workspace.asRelativePath(target.uri)}.`,
      'Use the CodeLens above the puzzle as it is now.',
    );
  }
  const editor = vscode.window.activeTextEditor;
  const puzzles = editor ? puzzlesOfDocument(editor.document) : [];
  if (!editor || puzzles.length === 0) {
    throw new UserError(
      'no-puzzles',
      editor ? 'There is no puzzle in this file.' : 'No file with a puzzle is open.',
      'Open one: a Python file with `def sat(…)`, a function with doctests or tests beside it, four numbers in a .24 file, or a task set in .jsonl.',
    );
  }
  const { document } = editor;
  const here = atCursor(puzzles, document, editor.selection.active);
  const chosen = here ?? (await choose(puzzles));
  return chosen && { ...chosen, document };
}

/** An item of the Test Explorer is a target as well: its id is that of its file, a `#`, and the puzzle's. */
function idOf({ uri, id }: PuzzleTarget): string {
  const prefix = `${uri.toString()}#`;
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

/** The last puzzle that begins at the cursor or before it, where the document has only one or the cursor is in it. */
function atCursor(
  puzzles: readonly CapturedPuzzle[],
  document: vscode.TextDocument,
  cursor: vscode.Position,
): CapturedPuzzle | undefined {
  const [only] = puzzles;
  if (puzzles.length === 1) return only;
  const offset = document.offsetAt(cursor);
  return puzzles.find(({ puzzle: { range } }) => {
    const start = document.positionAt(range.start).line;
    const end = document.positionAt(range.end).line;
    return (range.start <= offset && offset <= range.end) || (start <= cursor.line && cursor.line <= end);
  });
}

async function choose(puzzles: readonly CapturedPuzzle[]): Promise<CapturedPuzzle | undefined> {
  const items = puzzles.map((captured) => ({
    label: plainLabel(captured.puzzle.title),
    description: vscode.l10n.t('line {0}', captured.puzzle.line),
    captured,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which puzzle?') });
  return chosen?.captured;
}
