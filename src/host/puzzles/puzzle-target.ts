import type * as vscode from 'vscode';

/** A puzzle as commands name it: the document it stands in, and its id in there. */
export interface PuzzleTarget {
  readonly uri: vscode.Uri;
  readonly id: string;
}
