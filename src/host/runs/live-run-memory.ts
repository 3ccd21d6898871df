import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as vscode from 'vscode';

const key = 'baton.liveRuns';

/**
 * Remembers which runs this window executes, so that the window that comes after it can go on with them. The ids
 * are kept in the workspace's state; an empty file in the folder of the runs wakes the extension
 * (`workspaceContains` in the manifest), which is otherwise started only when something of it is used.
 */
export class LiveRunMemory {
  private readonly runs: Map<string, Set<string>>;

  constructor(private readonly state: vscode.Memento) {
    const kept = state.get<Record<string, string[]>>(key, {});
    this.runs = new Map(Object.entries(kept).map(([folder, runs]) => [folder, new Set(runs)]));
  }

  /** What the window before this one was executing when it went, by folder; later, what this one executes. */
  left(): ReadonlyMap<string, readonly string[]> {
    return new Map([...this.runs].map(([folder, runs]) => [folder, [...runs]]));
  }

  get isEmpty(): boolean {
    return [...this.runs.values()].every(({ size }) => size === 0);
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
    const kept = [...this.runs].filter(([, { size }]) => size > 0).map(([name, runs]) => [name, [...runs]]);
    void this.state.update(key, Object.fromEntries(kept));
    const mark = join(folder, '.baton', 'runs', 'under-way');
    try {
      if ((this.runs.get(folder)?.size ?? 0) > 0) {
        mkdirSync(dirname(mark), { recursive: true });
        writeFileSync(mark, '');
      } else rmSync(mark, { force: true });
    } catch {
      // Without the mark the runs are taken up when the extension is next used.
    }
  }
}
