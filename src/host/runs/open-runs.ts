import * as vscode from 'vscode';
import { HostModels } from '../models/host-models.ts';
import type { SharedPython } from '../python/shared-python.ts';
import type { Runs } from '../services.ts';
import { readSettings } from '../settings/read-settings.ts';
import { runFolders } from './run-folders.ts';
import { LiveRunMemory } from './live-run-memory.ts';
import { LiveRuns } from './live-runs.ts';
import { SolveWorkshop } from './solve-workshop.ts';
import { WorkspaceRuns } from './workspace-runs.ts';

/** Puts the runs of the workspace together: settings, models and Python of the editor, the engine's program. */
export function openRuns(
  context: vscode.ExtensionContext,
  python: SharedPython,
  running: (count: number) => void,
): Runs {
  const models = new HostModels(context);
  const settings = (folder: string): ReturnType<typeof readSettings> => readSettings(vscode.Uri.file(folder));
  const workshop = new SolveWorkshop({
    models: (folder, gesture) => Promise.resolve(models.open({ gesture, folder })),
    python: (folder) => python.get(settings(folder).python),
    prices: (folder) => settings(folder).prices,
  });
  const memory = new LiveRunMemory(context.workspaceState);
  const live = new LiveRuns(workshop, memory);
  const count = (): void => {
    running(live.all.length);
  };
  live.onDidBegin(count);
  live.onDidEnd(count);
  return { live, memory, library: new WorkspaceRuns(live, () => runFolders(context)) };
}
