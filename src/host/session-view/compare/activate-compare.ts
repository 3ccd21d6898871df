import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { z } from 'zod';
import { describeError } from '../../../engine/user-error.ts';
import type { SessionServices } from '../session-panel.ts';
import { compareViewType, openComparison } from './compare-panel.ts';

const remembered = z.object({ left: z.string(), right: z.string() });
/** A run as commands are given it: its id, or a row of the tree that names it. */
const given = z.union([z.string(), z.object({ run: z.string() }).transform(({ run }) => run)]);

/** Registers what restores comparisons, and returns what `baton.compareRuns` does. */
export function activateCompare(
  context: vscode.ExtensionContext,
  services: SessionServices,
): (left: unknown, right: unknown) => Promise<void> {
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(compareViewType, {
      deserializeWebviewPanel(panel, state) {
        try {
          const { left, right } = remembered.parse(state);
          openComparison(panel, left, right, services);
        } catch (error) {
          services.log.error(describeError(error));
          panel.dispose();
        }
        return Promise.resolve();
      },
    }),
  );
  return async (left, right) => {
    const first =
      given.safeParse(left).data ?? (await chooseRun(services, l10n.t('Compare which run?'), undefined));
    if (first === undefined) return;
    // From a tree, the second word is the list of what is selected.
    const several = z
      .array(given)
      .safeParse(right)
      .data?.find((run) => run !== first);
    const second =
      given.safeParse(right).data ??
      several ??
      (await chooseRun(services, l10n.t('Compare with which run?'), first));
    if (second === undefined) return;
    // Read first: a run that cannot be opened opens no tab.
    for (const run of [first, second]) services.library.open(run).dispose();
    const panel = vscode.window.createWebviewPanel(compareViewType, '', vscode.ViewColumn.Active);
    openComparison(panel, first, second, services);
  };
}

async function chooseRun(
  { library }: SessionServices,
  placeHolder: string,
  other: string | undefined,
): Promise<string | undefined> {
  const items = library
    .list()
    .filter(({ run }) => run !== other)
    .map(({ run, title, state, lastAt }) => ({
      label: title,
      description: state,
      detail: new Date(lastAt).toLocaleString(),
      run,
    }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.run;
}
