import { mkdirSync } from 'node:fs';
import * as vscode from 'vscode';
import { isOnDisk } from '../on-disk.ts';

/** The folder whose `.baton/runs/` keeps the runs of a document: its workspace folder, else the first on a disk. */
export function runFolderOf(uri: vscode.Uri, context: vscode.ExtensionContext): string {
  const own = vscode.workspace.getWorkspaceFolder(uri);
  if (own && isOnDisk(own.uri)) return own.uri.fsPath;
  return runFolders(context)[0] ?? storageFolder(context);
}

/** Every folder that keeps runs: those of the workspace, or without any the extension's own storage. */
export function runFolders(context: vscode.ExtensionContext): string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => isOnDisk(uri));
  return folders.length > 0 ? folders.map(({ uri }) => uri.fsPath) : [storageFolder(context)];
}

function storageFolder(context: vscode.ExtensionContext): string {
  const folder = context.globalStorageUri.fsPath;
  mkdirSync(folder, { recursive: true });
  return folder;
}
