import type * as vscode from 'vscode';

/** The languages whose files are looked through for puzzles as they are opened. */
export const puzzleLanguages: readonly vscode.DocumentFilter[] = [
  { language: 'python' },
  { language: 'game24' },
  { language: 'jsonl' },
  { pattern: '**/*.{py,24,jsonl}' },
];
