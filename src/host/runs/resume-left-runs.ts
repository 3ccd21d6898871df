import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { RunSummary } from '../../engine/runs/list-runs.ts';
import { showError } from '../messages/show-error.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../settings/read-settings.ts';
import { followRun } from '../solving/follow-run.ts';
import type { Solving } from '../solving/solving.ts';
import { plainMessage } from '../messages/plain-message.ts';
import type { LiveRunMemory } from './live-run-memory.ts';

/** A window that comes back within this time was reloaded; after it, a person is asked before anything is paid. */
const reloadMs = 5 * 60_000;
/** How long the host of the window that went is waited for, and how often it is looked for. */
const lingerMs = 15_000;
const pollMs = 250;

/**
 * Goes on with the runs that were under way when the window went: at once after a reload, on request later. Calls
 * that were in flight are asked again, which their journals count.
 */
export async function resumeLeftRuns(
  services: Services,
  solving: Solving,
  memory: LiveRunMemory,
): Promise<void> {
  const { live } = await services.runs();
  for (const [folder, ids] of memory.left()) {
    for (const id of ids) {
      if (!live.get(id)) void take(services, solving, memory, folder, id);
    }
  }
}

async function take(
  services: Services,
  solving: Solving,
  memory: LiveRunMemory,
  folder: string,
  id: string,
): Promise<void> {
  const { library } = await services.runs();
  for (let waited = 0; ; waited += pollMs) {
    const run = library.list().find((one) => one.run === id && one.path.startsWith(join(folder, '.baton')));
    if (run?.state === 'interrupted') return resume(services, solving, memory, folder, run);
    // The host of the window that went may take a moment to end.
    if (run?.state !== 'running' || waited >= lingerMs) break;
    await setTimeout(pollMs);
    library.refresh();
  }
  memory.remove(folder, id);
}

async function resume(
  services: Services,
  solving: Solving,
  memory: LiveRunMemory,
  folder: string,
  run: RunSummary,
): Promise<void> {
  try {
    if (Date.now() - run.lastAt > reloadMs && !(await asked(run))) {
      memory.remove(folder, run.run);
      return;
    }
    const { live } = await services.runs();
    const { caps, durability } = readSettings(vscode.Uri.file(folder));
    const resumed = await live.resume(run.path, { caps, durability, gesture: false });
    await followRun(services, solving, resumed, run);
  } catch (error) {
    memory.remove(folder, run.run);
    await showError(error, services.log);
  }
}

async function asked(run: RunSummary): Promise<boolean> {
  const resume = vscode.l10n.t('Resume');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      '{0} was under way when the window was closed. What was answered is kept.',
      plainMessage(run.title),
    ),
    resume,
  );
  return chosen === resume;
}
