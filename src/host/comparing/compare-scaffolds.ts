import * as vscode from 'vscode';
import type { ScaffoldName } from '../../engine/conductor/scaffold.ts';
import { plainMessage } from '../messages/plain-message.ts';
import { findTarget, type FoundPuzzle } from '../puzzles/find-target.ts';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';
import type { LiveRun } from '../runs/live-run.ts';
import { runFolderOf } from '../runs/run-folders.ts';
import type { Services } from '../services.ts';
import { type ChosenSession, chosenSession } from '../solving/chosen-session.ts';
import { scaffoldItems } from '../solving/choose-scaffold.ts';
import type { Solving } from '../solving/solving.ts';

/** Puts one puzzle to the model in several ways, one after the other, and shows the runs in one table. */
export async function compareScaffolds(
  services: Services,
  { consent, origins, comparisons }: Solving,
  target: PuzzleTarget | undefined,
  named?: readonly ScaffoldName[],
): Promise<void> {
  const found = await findTarget(target);
  if (!found) return;
  const scaffolds = named ?? (await chooseScaffolds(found.puzzle.title));
  if (scaffolds.length === 0) return;
  const chosen = await chosenSession(found.document.uri);
  if (!chosen || !(await consent.ask(chosen.session, scaffolds, chosen.settings))) return;
  await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t('Comparing {0} scaffolds', scaffolds.length),
    },
    async (progress, token) => {
      const table = comparisons.begin(found.puzzle.title, scaffolds);
      await vscode.window.showTextDocument(table, { preview: false });
      for (const scaffold of scaffolds) {
        if (token.isCancellationRequested) break;
        progress.report({ message: scaffold, increment: 100 / scaffolds.length });
        const { run } = await begin(services, found, chosen, scaffold);
        origins.remember(run.id, { uri: found.document.uri, id: found.puzzle.id });
        comparisons.add(table, run.id);
        const stopping = token.onCancellationRequested(() => {
          run.cancel('stopped by the user');
        });
        await run.outcome;
        stopping.dispose();
      }
    },
  );
}

async function begin(
  services: Services,
  { puzzle, source, document }: FoundPuzzle,
  { session, settings }: ChosenSession,
  scaffold: ScaffoldName,
): Promise<LiveRun> {
  const { live } = await services.runs();
  return live.start(
    runFolderOf(document.uri, services.context),
    `${puzzle.title} · ${scaffold}`,
    { task: { puzzle: source }, scaffold, settings: session },
    { caps: settings.caps, durability: settings.durability },
  );
}

async function chooseScaffolds(title: string): Promise<readonly ScaffoldName[]> {
  const picked = await vscode.window.showQuickPick(
    scaffoldItems().map((item) => ({ ...item, picked: true })),
    {
      canPickMany: true,
      title: vscode.l10n.t('Compare Scaffolds on {0}', plainMessage(title)),
      placeHolder: vscode.l10n.t('Each makes one run, and the table shows them all'),
    },
  );
  return picked?.map(({ scaffold }) => scaffold) ?? [];
}
