import { isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import type { Ending } from './pick-step.ts';

/** Asks for a recording; its reference is relative to the workspace where it lies in there. */
export async function chooseRecording(folder: string | undefined): Promise<Ending<string>> {
  const { l10n } = vscode;
  const picked = await vscode.window.showOpenDialog({
    title: l10n.t('Choose a Recording'),
    openLabel: l10n.t('Use Recording'),
    filters: { [l10n.t('Recordings')]: ['jsonl'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.file(folder) }),
  });
  const path = picked?.[0]?.fsPath;
  // The dialog has no back button of its own: leaving it leads back.
  if (path === undefined) return { kind: 'back' };
  const inside = folder === undefined ? '..' : relative(folder, path);
  const isOutside = inside.startsWith('..') || isAbsolute(inside);
  return { kind: 'chosen', value: `recorded:${isOutside ? path : inside.replaceAll('\\', '/')}` };
}
