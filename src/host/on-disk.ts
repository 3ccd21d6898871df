import type * as vscode from 'vscode';

/**
 * Whether a document lies on the disk of the machine that this extension runs on: in a remote window its scheme may
 * be the remote's, and its path is this machine's all the same (`extensionKind` is `workspace`).
 */
export function isOnDisk(uri: vscode.Uri): boolean {
  return uri.scheme === 'file' || uri.scheme === 'vscode-remote';
}
