import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunSummary, UnreadableRun } from '../../engine/runs/list-runs.ts';
import { UserError } from '../../engine/user-error.ts';
import type { LiveRuns } from './live-runs.ts';
import { OpenJournal } from './open-journal.ts';
import { RunHandle } from './run-handle.ts';
import { RunIndex } from './run-index.ts';
import type { OpenRun, RunLibrary } from './run-library.ts';

/** Milliseconds in which changes of the list are gathered. */
const gatherMs = 150;

/** The runs of every folder of the workspace that is on a disk, whoever runs them. */
export class WorkspaceRuns implements RunLibrary {
  private indexes: RunIndex[] = [];
  private readonly opened = new Map<string, OpenJournal>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeList = this.changed.event;
  private readonly listeners: vscode.Disposable[] = [];
  private watchers: vscode.Disposable[] = [];
  private gathering: NodeJS.Timeout | undefined;

  /** @param folders the folders whose `.baton/runs/` are listed, asked for again when the workspace changes */
  constructor(
    private readonly liveRuns: LiveRuns,
    private readonly folders: () => readonly string[],
  ) {
    this.follow();
    this.listeners.push(
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.follow();
        this.changed.fire();
      }),
      liveRuns.onDidBegin((id) => {
        const journal = this.opened.get(id);
        // A run that was only read until now is resumed.
        if (journal) journal.live = true;
        this.refresh();
      }),
      liveRuns.onDidMove((id) => {
        this.opened.get(id)?.stir();
      }),
      liveRuns.onDidStream(({ run, address, delta }) => {
        this.opened.get(run)?.stream(address, delta);
      }),
      liveRuns.onDidEnd((id) => {
        this.opened.get(id)?.end();
        this.refresh();
      }),
    );
  }

  list(): readonly RunSummary[] {
    return this.indexes.flatMap(({ runs }) => runs).sort((a, b) => (a.run < b.run ? 1 : -1));
  }

  unreadable(): readonly UnreadableRun[] {
    return this.indexes.flatMap(({ unreadable }) => unreadable);
  }

  summary(id: string): RunSummary {
    const found = this.find(id) ?? this.lookAgain(id);
    if (found) return found;
    throw new UserError(
      'no-such-run',
      `There is no run ${id} in this workspace.`,
      'It may have been deleted.',
    );
  }

  open(id: string): OpenRun {
    const { path } = this.summary(id);
    let journal = this.opened.get(id);
    if (!journal) {
      journal = new OpenJournal(id, path, this.liveRuns.get(id) !== undefined);
      this.opened.set(id, journal);
    }
    const held = journal;
    held.holders += 1;
    return new RunHandle(held, () => {
      held.holders -= 1;
      if (held.holders > 0) return;
      this.opened.delete(id);
      held.close();
    });
  }

  stop(id: string): void {
    this.liveRuns.require(id).run.cancel('stopped by the user');
  }

  pause(id: string): void {
    this.liveRuns.require(id).run.pause();
    this.changed.fire();
  }

  continue(id: string): void {
    this.liveRuns.require(id).run.continue();
    this.changed.fire();
  }

  interject(id: string, text: string): void {
    this.liveRuns.require(id).mailbox.post(text);
  }

  isPaused(id: string): boolean {
    return this.liveRuns.get(id)?.run.gates.isClosed ?? false;
  }

  isLive(id: string): boolean {
    return this.liveRuns.get(id) !== undefined;
  }

  /** Reads the list anew. */
  refresh(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    for (const index of this.indexes) index.refresh();
    this.changed.fire();
  }

  dispose(): void {
    clearTimeout(this.gathering);
    for (const one of [...this.listeners, ...this.watchers]) one.dispose();
    for (const journal of this.opened.values()) journal.close();
    this.changed.dispose();
  }

  private find(id: string): RunSummary | undefined {
    return this.indexes.flatMap(({ runs }) => runs).find(({ run }) => run === id);
  }

  private lookAgain(id: string): RunSummary | undefined {
    for (const index of this.indexes) index.refresh();
    return this.find(id);
  }

  private follow(): void {
    for (const watcher of this.watchers) watcher.dispose();
    const folders = this.folders();
    this.indexes = folders.map((folder) => new RunIndex(join(folder, '.baton', 'runs')));
    for (const index of this.indexes) index.refresh();
    this.watchers = folders.map((folder) => {
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(vscode.Uri.file(folder), '.baton/runs/*.jsonl'),
      );
      const changed = ({ path }: vscode.Uri): void => {
        const id = path.slice(path.lastIndexOf('/') + 1, -'.jsonl'.length);
        this.opened.get(id)?.stir();
        this.gathering ??= setTimeout(() => {
          this.refresh();
        }, gatherMs);
      };
      watcher.onDidCreate(changed);
      watcher.onDidChange(changed);
      watcher.onDidDelete(changed);
      return watcher;
    });
  }
}
