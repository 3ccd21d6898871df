import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { type CapturedPuzzle, capturePuzzles } from '../../engine/conductor/capture-puzzles.ts';
import { isOnDisk } from '../on-disk.ts';

/** The puzzles of a document as it stands in the editor. Files beside it are read as the editor has them, too. */
export function puzzlesOfDocument(document: vscode.TextDocument): CapturedPuzzle[] {
  return puzzlesOfText(document.uri, document.getText());
}

export function puzzlesOfText(uri: vscode.Uri, text: string): CapturedPuzzle[] {
  return capturePuzzles({
    name: nameOf(uri),
    text: text.replace(/^\uFEFF/, ''),
    readBeside: (name) => readBeside(uri, name),
  });
}

function readBeside(uri: vscode.Uri, name: string): string | undefined {
  const beside = vscode.Uri.joinPath(uri, '..', name);
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === beside.toString(),
  );
  if (open) return open.getText();
  if (!isOnDisk(beside)) return undefined;
  try {
    return readFileSync(beside.fsPath, 'utf8');
  } catch {
    return undefined;
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
