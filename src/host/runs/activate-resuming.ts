import * as vscode from 'vscode';
import { whyViewOnly } from '../commands/command-registrar.ts';
import { showError } from '../messages/show-error.ts';
import type { Services } from '../services.ts';
import type { Solving } from '../solving/solving.ts';
import { LiveRunMemory } from './live-run-memory.ts';

/** Goes on with the runs that were under way when the window before this one went. */
export function activateResuming(services: Services, solving: () => Promise<Solving>): void {
  const { context, log } = services;
  if (new LiveRunMemory(context.workspaceState).isEmpty) return;
  const resume = async (): Promise<void> => {
    try {
      const { resumeLeftRuns } = await import('./resume-left-runs.ts');
      const { memory } = await services.runs();
      await resumeLeftRuns(services, await solving(), memory);
    } catch (error) {
      await showError(error, log);
    }
  };
  if (whyViewOnly() === undefined) void resume();
  else context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(() => void resume()));
}
