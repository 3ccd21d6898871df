import * as vscode from 'vscode';
import { showError } from './messages/show-error.ts';

/**
 * Stands in for the commands of a part that is loaded when one of them is first run: then the part registers its
 * own in their place, and that one is run.
 */
export function lazyPart(
  ids: readonly string[],
  load: () => Promise<() => unknown>,
  { subscriptions, log }: { subscriptions: { dispose(): unknown }[]; log: vscode.LogOutputChannel },
): () => Promise<void> {
  let loading: Promise<void> | undefined;
  const ensure = (): Promise<void> => {
    loading ??= load().then(
      (register) => {
        // Nothing comes between: a command is always there, and never there twice.
        for (const standIn of standIns) standIn.dispose();
        register();
      },
      (error: unknown) => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  const standIns = ids.map((id) =>
    vscode.commands.registerCommand(id, async (...words: unknown[]) => {
      try {
        await ensure();
      } catch (error) {
        void showError(error, log);
        return undefined;
      }
      return vscode.commands.executeCommand(id, ...words);
    }),
  );
  subscriptions.push(...standIns);
  return ensure;
}
