import * as vscode from 'vscode';
import type { CommandRegistrar } from '../commands/command-registrar.ts';
import { once } from '../once.ts';
import { CheckDocuments, checkScheme } from './check-documents.ts';
import { ModelStatus } from './model-status.ts';
import { isRole, type ModelRole } from './model-choice.ts';

/** What other parts of the editor tell the models' part. */
export interface ActiveModels {
  /** How many runs of this window go on, for the status bar. */
  setRunning(count: number): void;
}

/** The models' part of the editor: its commands, the status bar's item, and reports of checks. */
export function activateModels(context: vscode.ExtensionContext, commands: CommandRegistrar): ActiveModels {
  const status = new ModelStatus();
  const documents = new CheckDocuments();
  context.subscriptions.push(
    status,
    documents,
    vscode.workspace.registerTextDocumentContentProvider(checkScheme, documents),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('baton')) status.refresh();
    }),
  );

  // Everything else is loaded by the first command that needs it.
  const flows = once(async () => {
    const { ModelFlows } = await import('./model-flows.ts');
    return new ModelFlows(context, documents);
  });
  commands.act('baton.connectModel', async () => (await flows()).connect());
  commands.act('baton.checkModel', async (reference?: string) =>
    (await flows()).check(reference === '' ? undefined : reference),
  );
  commands.act('baton.chooseModel', async (role?: ModelRole) =>
    (await flows()).choose(isRole(role) ? role : undefined),
  );
  commands.show('baton.setApiKey', async () => (await flows()).setKey());
  commands.show('baton.forgetKey', async () => (await flows()).forgetKey());
  commands.show('baton.showModelActions', async () => (await flows()).actions());
  commands.show('baton.openSample', async () =>
    (await import('../samples/open-sample.ts')).openSample(context),
  );
  return {
    setRunning: (count) => {
      status.setRunning(count);
    },
  };
}
