import * as vscode from 'vscode';

interface Action extends vscode.QuickPickItem {
  readonly command?: readonly [id: string, ...args: unknown[]];
}

/** What the status bar's item opens: everything one does about models, each a command of its own as well. */
export async function showModelActions(): Promise<void> {
  const { l10n } = vscode;
  const actions: Action[] = [
    { label: l10n.t('$(list-selection) Choose model…'), command: ['baton.chooseModel'] },
    { label: l10n.t('$(plug) Connect a model…'), command: ['baton.connectModel'] },
    { label: l10n.t('$(pulse) Check model'), command: ['baton.checkModel'] },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: l10n.t('$(key) Set API key…'), command: ['baton.setApiKey'] },
    { label: l10n.t('$(trash) Forget API key…'), command: ['baton.forgetKey'] },
    { label: l10n.t('$(gear) Settings'), command: ['workbench.action.openSettings', '@ext:baton.baton'] },
  ];
  const picked = await vscode.window.showQuickPick(actions, { title: l10n.t('Baton') });
  if (picked?.command === undefined) return;
  const [id, ...args] = picked.command;
  await vscode.commands.executeCommand(id, ...args);
}
