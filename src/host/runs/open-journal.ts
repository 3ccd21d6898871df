import * as vscode from 'vscode';
import { parseMoment } from '../../engine/moments.ts';
import { JournalView } from '../../engine/runs/journal-view.ts';
import type { Moment } from '../../engine/runs/moment.ts';
import type { RunTree } from '../../engine/runs/run-tree.ts';
import type { Delta } from '../../engine/runs/tool.ts';
import { spendOf } from '../../engine/spend-of.ts';

/** Milliseconds in which what a journal grows by is gathered. */
const gatherMs = 50;

/** A journal under view, shared by all who have it open. It is the same for a run of this window and of any other. */
export class OpenJournal {
  private readonly view: JournalView;
  private readonly grew = new vscode.EventEmitter<readonly Moment[]>();
  private readonly streamed = new vscode.EventEmitter<{ address: string; delta: Delta }>();
  private readonly ended = new vscode.EventEmitter<void>();
  readonly onDidGrow = this.grew.event;
  readonly onDidStream = this.streamed.event;
  readonly onDidEnd = this.ended.event;
  private gathering: NodeJS.Timeout | undefined;
  live: boolean;
  /** How many have it open. */
  holders = 0;

  /** @throws UserError where the journal cannot be read */
  constructor(
    readonly id: string,
    path: string,
    live: boolean,
  ) {
    this.view = new JournalView(path, parseMoment, spendOf);
    this.live = live;
  }

  get title(): string {
    return this.view.tree.title;
  }

  get tree(): RunTree {
    return this.view.tree;
  }

  get size(): number {
    return this.view.size;
  }

  get journal(): JournalView {
    return this.view;
  }

  moment(n: number): Moment {
    return this.view.moment(n);
  }

  /** Something may have been written: takes it in soon. */
  stir(): void {
    this.gathering ??= setTimeout(() => {
      this.refresh();
    }, gatherMs);
  }

  /** Takes in what was written, now. */
  refresh(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
    const fresh = this.view.refresh();
    if (fresh.length > 0) this.grew.fire(fresh);
  }

  stream(address: string, delta: Delta): void {
    // What streams belongs to a call that views know of already.
    if (this.gathering && !this.view.tree.call(address)) this.refresh();
    this.streamed.fire({ address, delta });
  }

  end(): void {
    this.refresh();
    this.live = false;
    this.ended.fire();
  }

  close(): void {
    clearTimeout(this.gathering);
    this.view.close();
    this.grew.dispose();
    this.streamed.dispose();
    this.ended.dispose();
  }
}
