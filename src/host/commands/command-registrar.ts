import * as vscode from 'vscode';
import { isOnDisk } from '../on-disk.ts';
import { showError } from '../messages/show-error.ts';
import type { CommandMap } from './command-map.ts';

/** Registers commands. What one throws is shown to the person, and never lost. */
export class CommandRegistrar {
  constructor(
    private readonly subscriptions: { dispose(): unknown }[],
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** A command that only shows what is on record: it works in every workspace. */
  show<Id extends keyof CommandMap>(id: Id, run: CommandMap[Id]): void {
    this.register<Parameters<CommandMap[Id]>>(id, (...words) => call(run, words));
  }

  /** A command that asks a model, runs code or changes files: it needs a trusted workspace on a disk. */
  act<Id extends keyof CommandMap>(id: Id, run: CommandMap[Id]): void {
    this.register<Parameters<CommandMap[Id]>>(id, (...words) => {
      const reason = whyViewOnly();
      return reason === undefined ? call(run, words) : offerTrust(reason);
    });
  }

  private register<Words extends unknown[]>(id: string, run: Run<Words>): void {
    this.subscriptions.push(
      vscode.commands.registerCommand(id, async (...words: Words) => {
        try {
          return await run(...words);
        } catch (error) {
          // Not awaited: whoever ran the command need not wait until a person has read the message.
          void showError(error, this.log);
          return undefined;
        }
      }),
    );
  }
}

type Run<Words extends unknown[]> = (...words: Words) => unknown;

/** TypeScript does not see that the words of a command are those that it takes. */
function call<Id extends keyof CommandMap>(run: CommandMap[Id], words: Parameters<CommandMap[Id]>): unknown {
  return (run as (...words: Parameters<CommandMap[Id]>) => unknown)(...words);
}

/** Why nothing may be run here; undefined where it may. */
export function whyViewOnly(): string | undefined {
  if (!vscode.workspace.isTrusted) {
    return vscode.l10n.t(
      'This workspace is in restricted mode: Baton shows what is on record, and asks no model and runs no code.',
    );
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 0 && folders.every(({ uri }) => !isOnDisk(uri))) {
    return vscode.l10n.t(
      'This workspace is not on a disk: Baton shows its puzzles, and asks no model and runs no code.',
    );
  }
  return undefined;
}

async function offerTrust(reason: string): Promise<void> {
  if (vscode.workspace.isTrusted) {
    await vscode.window.showWarningMessage(reason);
    return;
  }
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const chosen = await vscode.window.showWarningMessage(reason, manage);
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}
