import * as vscode from 'vscode';
import { version } from '../package.json';
import { activateSessions } from './host/activate-sessions.ts';
import { CommandRegistrar } from './host/commands/command-registrar.ts';
import { activateModels } from './host/models/activate-models.ts';
import { activateTests } from './host/puzzles/activate-tests.ts';
import { activateResuming } from './host/runs/activate-resuming.ts';
import { activateRuns } from './host/runs-view/activate-runs.ts';
import { makeServices } from './host/services.ts';
import { activateSolving } from './host/solving/activate-solving.ts';

/** What a test is told of the start. */
export interface Activated {
  readonly activatedInMs: number;
}

/**
 * Composition root of the editor: VS Code calls it once, when something of ours is first used. What is named here
 * registers itself and nothing more; everything that takes time to load is loaded when it is first used.
 */
export function activate(context: vscode.ExtensionContext): Activated {
  const begun = performance.now();
  const log = vscode.window.createOutputChannel('Baton', { log: true });
  context.subscriptions.push(log);
  const commands = new CommandRegistrar(context.subscriptions, log);

  commands.show('baton.showVersion', () =>
    vscode.window.showInformationMessage(vscode.l10n.t('Baton {0}', version)),
  );
  const models = activateModels(context, commands);
  const services = makeServices(context, log, (count) => {
    models.setRunning(count);
  });
  const solving = activateSolving(services, commands);
  activateTests(services);
  activateSessions(services);
  activateRuns(services, solving, commands);
  activateResuming(services, solving);
  return { activatedInMs: performance.now() - begun };
}
