import { basename } from 'node:path';
import * as vscode from 'vscode';
import { plainLabel } from '../messages/plain-message.ts';

/** The folder that samples are copied to, inside the one that a person chooses. */
const folderName = 'baton-samples';

interface Place extends vscode.QuickPickItem {
  readonly parent?: vscode.Uri;
}

/**
 * *Open a Sample*: copies the samples to where the person wants them, since a run keeps its record beside its puzzle,
 * and opens the first. What is there already stays as it is.
 */
export async function openSample(context: Pick<vscode.ExtensionContext, 'extensionUri'>): Promise<void> {
  const source = vscode.Uri.joinPath(context.extensionUri, 'samples');
  const parent = await chooseParent();
  if (parent === undefined) return;
  const target = vscode.Uri.joinPath(parent, folderName);
  await copyNew(source, target);
  const first = await firstPuzzle(target);
  const inside = vscode.workspace.getWorkspaceFolder(target) !== undefined;
  if (!inside) {
    // The window is loaded anew with the folder; its explorer shows the samples.
    await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow: hasFolder() });
    return;
  }
  if (first !== undefined) await vscode.window.showTextDocument(first);
}

function hasFolder(): boolean {
  return (vscode.workspace.workspaceFolders ?? []).length > 0;
}

async function chooseParent(): Promise<vscode.Uri | undefined> {
  const { l10n } = vscode;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const places: Place[] = [
    ...folders.map(({ name, uri }) => ({
      label: l10n.t('$(folder) Into {0}', plainLabel(name)),
      detail: l10n.t('Copies them to {0} in this folder', folderName),
      parent: uri,
    })),
    {
      label: l10n.t('$(folder-opened) Another folder…'),
      detail: l10n.t('Copies them there and opens it'),
    },
  ];
  const picked = await vscode.window.showQuickPick(places, {
    title: l10n.t('Open a Sample'),
    placeHolder: l10n.t('Where should the samples go?'),
    ignoreFocusOut: true,
  });
  if (picked === undefined || picked.parent !== undefined) return picked?.parent;
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('A Folder for the Samples'),
    openLabel: l10n.t('Copy Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}

/** Copies a folder, leaving out what exists. */
async function copyNew(source: vscode.Uri, target: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.createDirectory(target);
  const there = new Set((await vscode.workspace.fs.readDirectory(target)).map(([name]) => name));
  for (const [name, type] of await vscode.workspace.fs.readDirectory(source)) {
    const from = vscode.Uri.joinPath(source, name);
    const to = vscode.Uri.joinPath(target, name);
    if (type === vscode.FileType.Directory) await copyNew(from, to);
    else if (!there.has(name)) await vscode.workspace.fs.copy(from, to, { overwrite: false });
  }
}

async function firstPuzzle(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  const names = (await vscode.workspace.fs.readDirectory(folder))
    .filter(([name, type]) => type === vscode.FileType.File && /\.(py|24)$/.test(name))
    .map(([name]) => name)
    .sort((a, b) => a.localeCompare(b));
  const [first] = names;
  return first === undefined ? undefined : vscode.Uri.joinPath(folder, basename(first));
}
