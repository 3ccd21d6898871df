import * as vscode from 'vscode';
import { readModelChoice } from '../models/model-choice.ts';
import { plainLabel } from '../messages/plain-message.ts';
import { copyNew } from './copy-new.ts';

/** The folder that samples are copied to, inside the one that a person chooses. */
const folderName = 'baton-samples';
/** The sample that is opened: short, and one that the recording beside the samples can solve. */
const firstSample = 'night_watch.py';
const recording = 'recordings/first-steps.jsonl';

interface Place extends vscode.QuickPickItem {
  readonly parent?: vscode.Uri;
}

/**
 * *Open a Sample*: copies the samples to where the person wants them, since a run keeps its record beside its puzzle,
 * and opens one. What is there already stays as it is. Where no model is chosen, the copied folder gets the recorded
 * one, so that Solve does something at once.
 */
export async function openSample({ extensionUri }: Pick<vscode.ExtensionContext, 'extensionUri'>): Promise<void> {
  const parent = await chooseParent();
  if (parent === undefined) return;
  const target = vscode.Uri.joinPath(parent, folderName);
  await copyNew(vscode.Uri.joinPath(extensionUri, 'samples'), target);
  const { model } = readModelChoice();
  if (vscode.workspace.getWorkspaceFolder(target) === undefined) {
    if (model === '') await useRecordingIn(target);
    // The window is loaded anew with the folder, or another one is opened where this one has a folder.
    const forceNewWindow = (vscode.workspace.workspaceFolders ?? []).length > 0;
    await vscode.commands.executeCommand('vscode.openFolder', target, { forceNewWindow });
    return;
  }
  await vscode.window.showTextDocument(vscode.Uri.joinPath(target, firstSample));
  if (model === '') {
    const configuration = vscode.workspace.getConfiguration('baton', null);
    const reference = `recorded:${folderName}/${recording}`;
    await configuration.update('model', reference, vscode.ConfigurationTarget.Workspace);
    void tellRecorded();
  }
}

async function tellRecorded(): Promise<void> {
  const { l10n } = vscode;
  const connect = l10n.t('Connect a Model');
  const said = l10n.t(
    'No model is connected, so this workspace uses a recorded one. It knows night_watch.py and the first puzzle of tea_break.24: press Solve above one.',
  );
  const pressed = await vscode.window.showInformationMessage(said, connect);
  if (pressed === connect) await vscode.commands.executeCommand('baton.connectModel');
}

async function chooseParent(): Promise<vscode.Uri | undefined> {
  const { l10n } = vscode;
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  const places: Place[] = [
    ...folders.map(({ name, uri }) => ({
      label: l10n.t('$(folder) Into {0}', plainLabel(name)),
      detail: l10n.t('Copies the samples to {0} in this folder', folderName),
      parent: uri,
    })),
    {
      label: l10n.t('$(folder-opened) Another folder…'),
      detail: l10n.t('Copies the samples there and opens them'),
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

/** Settings of the copied folder, unless it has some: they hold when it is opened by itself. */
async function useRecordingIn(folder: vscode.Uri): Promise<void> {
  const settings = vscode.Uri.joinPath(folder, '.vscode', 'settings.json');
  try {
    await vscode.workspace.fs.stat(settings);
  } catch {
    const text = `${JSON.stringify({ 'baton.model': `recorded:${recording}` }, null, 2)}\n`;
    await vscode.workspace.fs.writeFile(settings, new TextEncoder().encode(text));
  }
}
