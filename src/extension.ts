import * as vscode from 'vscode';
import { version } from '../package.json';

/** Composition root of the editor: VS Code calls it once, when something of ours is first used. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('baton.showVersion', async () => {
      await vscode.window.showInformationMessage(vscode.l10n.t('Baton {0}', version));
    }),
  );
}
