import * as vscode from 'vscode';
import type { SolveOutput } from '../../engine/conductor/solve-program.ts';
import type { Outcome } from '../../engine/runs/run.ts';
import type { RunNode, RunTree } from '../../engine/runs/run-tree.ts';
import { plainMessage } from '../messages/plain-message.ts';
import type { LiveRun } from '../runs/live-run.ts';
import type { RunLibrary } from '../runs/run-library.ts';
import { tokensText } from '../runs/figures.ts';

/** Shows a run's progress, with a way to stop it and one to look into it, until it ends. */
export async function watchRun(
  library: RunLibrary,
  { run }: LiveRun,
  title: string,
): Promise<Outcome<SolveOutput>> {
  const link = `command:baton.openSession?${encodeURIComponent(JSON.stringify([run.id]))}`;
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: `${plainMessage(title)} ([${vscode.l10n.t('Open Session')}](${link}))`,
    },
    async (progress, token) => {
      token.onCancellationRequested(() => {
        run.cancel('stopped by the user');
      });
      const opened = library.open(run.id);
      const following = opened.onDidGrow(() => {
        progress.report({ message: plainMessage(whereItIs(opened.tree)) });
      });
      try {
        return await run.outcome;
      } finally {
        following.dispose();
        opened.dispose();
      }
    },
  );
}

/** `Round 2, Expert Python, 1,234 tokens`. */
export function whereItIs(tree: RunTree): string {
  const { promptTokens, completionTokens } = tree.totals;
  const path = openPath(tree.root);
  const tokens = promptTokens + completionTokens > 0 ? [tokensText(tree.totals)] : [];
  return [...path, ...tokens].join(', ');
}

function openPath(nodes: readonly RunNode[]): string[] {
  const last = nodes.at(-1);
  switch (last?.kind) {
    case 'frame':
      return last.state === 'open' ? [last.label, ...openPath(last.children)] : [];
    case 'lanes': {
      const open = last.lanes.flatMap(({ children }) => openPath(children));
      return [...new Set(open)];
    }
    case 'call':
      return last.state === 'asked' ? [last.label] : [];
    case 'note':
    case undefined:
      return [];
  }
}
