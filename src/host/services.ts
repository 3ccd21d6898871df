import type * as vscode from 'vscode';
import { once } from './once.ts';
import type { SharedPython } from './python/shared-python.ts';
import type { LiveRunMemory } from './runs/live-run-memory.ts';
import type { LiveRuns } from './runs/live-runs.ts';
import type { WorkspaceRuns } from './runs/workspace-runs.ts';

/** The runs of the workspace: those that this window executes, and all that are on record. */
export interface Runs {
  readonly live: LiveRuns;
  readonly library: WorkspaceRuns;
  readonly memory: LiveRunMemory;
}

/** What the editor's parts share. Each is loaded and made when it is first asked for, so that starting costs nothing. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly runs: () => Promise<Runs>;
  readonly python: () => Promise<SharedPython>;
}

/** @param running told how many runs this window executes */
export function makeServices(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  running: (count: number) => void,
): Services {
  const python = once(async () => {
    const { SharedPython } = await import('./python/shared-python.ts');
    return new SharedPython();
  });
  const runs = once(async () => {
    const { openRuns } = await import('./runs/open-runs.ts');
    const opened = openRuns(context, await python(), running);
    context.subscriptions.push(opened.library);
    return opened;
  });
  return { context, log, runs, python };
}
