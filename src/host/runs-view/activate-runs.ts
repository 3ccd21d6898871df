import * as vscode from 'vscode';
import type { CommandRegistrar } from '../commands/command-registrar.ts';
import { once } from '../once.ts';
import type { Services } from '../services.ts';
import type { Solving } from '../solving/solving.ts';
import { parseRunFilter } from './run-filter.ts';
import { RunsTree } from './runs-tree.ts';
import type { TreeElement } from './tree-element.ts';

/** The tree of runs in the activity bar, and what can be done with a run. */
export function activateRuns(
  services: Services,
  solving: () => Promise<Solving>,
  commands: CommandRegistrar,
): void {
  const { l10n } = vscode;
  const tree = new RunsTree(services.runs);
  const view = vscode.window.createTreeView<TreeElement>('baton.runs', { treeDataProvider: tree });
  let filterText = '';
  services.context.subscriptions.push(
    tree,
    view,
    view.onDidExpandElement(({ element }) => {
      tree.setOpen(element, true);
    }),
    view.onDidCollapseElement(({ element }) => {
      tree.setOpen(element, false);
    }),
    // What ended without a word since it was last looked at (a terminal was closed) is seen when it is looked at.
    view.onDidChangeVisibility(({ visible }) => {
      if (visible)
        void services.runs().then(({ library }) => {
          library.refresh();
        });
    }),
    tree.onDidList(({ shown, all }) => {
      view.message = filterText === '' ? '' : l10n.t('{0}: {1} of {2} runs', filterText, shown, all);
    }),
  );

  const setFilter = async (text: string): Promise<void> => {
    const filter = parseRunFilter(text);
    filterText = filter?.text ?? '';
    tree.setFilter(filter);
    await vscode.commands.executeCommand('setContext', 'baton.runsFiltered', filter !== undefined);
  };
  commands.show('baton.filterRuns', async () => {
    const text = await vscode.window.showInputBox({
      title: l10n.t('Filter Runs'),
      value: filterText,
      prompt: l10n.t(
        'Words of the title, and states: @running, @interrupted, @solved, @unsolved, @failed, @cancelled, @capped',
      ),
    });
    if (text !== undefined) await setFilter(text);
  });
  commands.show('baton.clearRunFilter', () => setFilter(''));
  commands.show('baton.revealInRuns', async (run, address) => {
    const element = await tree.find(run, address);
    if (element) await view.reveal(element, { select: true, focus: true, expand: address === undefined });
  });

  // Everything else is loaded by the first command that needs it.
  const actions = once(async () => {
    const { RunActions } = await import('./run-actions.ts');
    return new RunActions(services, await services.runs(), await solving(), () => view.selection[0]);
  });
  commands.show('baton.refreshRuns', async () => {
    (await services.runs()).library.refresh();
  });
  commands.show('baton.stopRun', async (target) => (await actions()).stop(target));
  commands.show('baton.pauseRun', async (target) => (await actions()).pause(target));
  commands.show('baton.continueRun', async (target) => (await actions()).continue(target));
  commands.show('baton.interject', async (target, text) => (await actions()).interject(target, text));
  commands.act('baton.resumeRun', async (target) => (await actions()).resume(target));
  commands.act('baton.askAgain', async (target) => (await actions()).askAgain(target));
  commands.show('baton.renameRun', async (target, title) => (await actions()).rename(target, title));
  commands.show('baton.deleteRun', async (target) => (await actions()).delete(target));
  commands.show('baton.copyAddress', async (target) => (await actions()).copyAddress(target));
  commands.show('baton.openReport', async (target) => (await actions()).report(target));
  commands.act('baton.offerAnswer', async (target) => (await actions()).offerAnswer(target));
}
