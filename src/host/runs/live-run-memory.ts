import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as vscode from 'vscode';

const key = 'baton.liveRuns';

/**
 * Remembers which runs this window executes, so that the window that comes after it can go on with them. The ids
 * are kept in the workspace's state; an empty file in the folder of the runs wakes the extension
 * (`workspaceContains` in the manifest), which is otherwise started only when something of it is used.
 */
export class LiveRunMemory {
  private readonly runs = new Map<string, Set<string>>();

  constructor(private readonly state: vscode.Memento) {}

  /** What the window before this one was executing when it went, by folder. */
  left(): ReadonlyMap<string, readonly string[]> {
    const left = this.state.get<Record<string, string[]>>(key, {});
    return new Map(Object.entries(left));
  }

  add(folder: string, run: string): void {
    const runs = this.runs.get(folder) ?? new Set();
    this.runs.set(folder, runs.add(run));
    this.keep(folder);
  }

  remove(folder: string, run: string): void {
    this.runs.get(folder)?.delete(run);
    this.keep(folder);
  }

  private keep(folder: string): void {
    const kept = [...this.runs].map(([name, runs]) => [name, [...runs]]);
    void this.state.update(key, Object.fromEntries(kept));
    const mark = markIn(folder);
    try {
      if (this.runs.get(folder)?.size) writeFileSync(mark, '');
      else rmSync(mark, { force: true });
    } catch {
      // Without the mark the runs are taken up when the extension is next used.
    }
  }
}

/** The file that says that runs of a folder were under way. */
export function markIn(folder: string): string {
  return join(folder, '.baton', 'runs', 'under-way');
}
