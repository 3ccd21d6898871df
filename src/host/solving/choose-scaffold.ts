import * as vscode from 'vscode';
import { type ScaffoldName, scaffoldNames } from '../../engine/conductor/scaffold.ts';

interface ScaffoldItem extends vscode.QuickPickItem {
  readonly scaffold: ScaffoldName;
}

/** The ways to put a puzzle to a model, as a person chooses among them. */
export function scaffoldItems(): ScaffoldItem[] {
  return scaffoldNames.map((scaffold) => ({
    scaffold,
    label: scaffold,
    description: describeScaffold(scaffold),
  }));
}

export async function chooseScaffold(): Promise<ScaffoldName | undefined> {
  const chosen = await vscode.window.showQuickPick(scaffoldItems(), {
    placeHolder: vscode.l10n.t('How should the puzzle be put to the model?'),
    matchOnDescription: true,
  });
  return chosen?.scaffold;
}

function describeScaffold(scaffold: ScaffoldName): string {
  const { l10n } = vscode;
  switch (scaffold) {
    case 'meta':
      return l10n.t('A conductor calls experts, Expert Python among them');
    case 'standard':
      return l10n.t('The question alone');
    case 'cot':
      return l10n.t('Step by step');
    case 'expert-static':
      return l10n.t('As an expert');
    case 'expert-dynamic':
      return l10n.t('The model first says which expert fits');
    case 'multipersona':
      return l10n.t('Several personas in one reply');
  }
}
