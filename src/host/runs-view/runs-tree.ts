import * as vscode from 'vscode';
import type { RunTotals, RunTree } from '../../engine/runs/run-tree.ts';
import type { OpenRun } from '../runs/run-library.ts';
import type { Runs } from '../services.ts';
import { ChildElements } from './child-elements.ts';
import { lineageOrder } from './lineage-order.ts';
import { chunkRow, laneRow, nodeRow, unreadableRow } from './node-row.ts';
import { matchesRun, type RunFilter } from './run-filter.ts';
import { runRow } from './run-row.ts';
import type { NodeElement, RunElement, TreeElement } from './tree-element.ts';

/** Milliseconds in which changes of a run are gathered before its rows are drawn anew. */
const gatherMs = 250;
/** Journals beyond this many bytes are read for their totals only when their row is opened. */
const longestMeasured = 8_000_000;

/** The runs of the workspace as a tree: runs, in them rounds, in those calls; live. */
export class RunsTree implements vscode.TreeDataProvider<TreeElement> {
  private readonly changed = new vscode.EventEmitter<TreeElement | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly listing = new vscode.EventEmitter<{ readonly shown: number; readonly all: number }>();
  /** Fired when the list was made anew: how many runs it shows, of how many. */
  readonly onDidList = this.listing.event;
  private readonly runElements = new Map<string, RunElement>();
  private readonly children = new ChildElements();
  /** Runs whose rows are open, or that are live: their journals are followed. */
  private readonly followed = new Map<
    string,
    { readonly run: OpenRun; readonly following: vscode.Disposable }
  >();
  private readonly totals = new Map<string, { readonly bytes: number; readonly totals: RunTotals }>();
  private readonly open = new Set<string>();
  private readonly stirred = new Set<string>();
  private gathering: NodeJS.Timeout | undefined;
  private measuring: NodeJS.Timeout | undefined;
  private filter: RunFilter | undefined;
  private listening: vscode.Disposable | undefined;

  constructor(private readonly runs: () => Promise<Runs>) {}

  setFilter(filter: RunFilter | undefined): void {
    this.filter = filter;
    this.changed.fire(undefined);
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    const runs = await this.runs();
    if (element === undefined) return this.list(runs);
    if (element.kind === 'unreadable') return [];
    return [...this.children.of(element, this.treeOf(runs, element.run))];
  }

  async getTreeItem(element: TreeElement): Promise<vscode.TreeItem> {
    switch (element.kind) {
      case 'run': {
        const { library } = await this.runs();
        const { run } = element;
        return runRow(element.listed, {
          live: library.isLive(run),
          paused: library.isPaused(run),
          totals: this.followed.get(run)?.run.tree.totals ?? this.totals.get(run)?.totals,
        });
      }
      case 'node':
        return nodeRow(element, this.saidIn(element));
      case 'lane':
        return laneRow(element);
      case 'chunk':
        return chunkRow(element);
      case 'unreadable':
        return unreadableRow(element);
    }
  }

  getParent(element: TreeElement): TreeElement | undefined {
    return 'parent' in element ? element.parent : undefined;
  }

  /** The row of a run, or of a place in it; the nearest there is. */
  async find(run: string, address: string | undefined): Promise<TreeElement | undefined> {
    const runs = await this.runs();
    if (!this.runElements.has(run)) this.list(runs);
    const element = this.runElements.get(run);
    if (!element || address === undefined) return element;
    return this.children.pathTo(element, this.treeOf(runs, run), address)?.at(-1) ?? element;
  }

  /** A row was opened, or closed: then the journal behind it need not be followed any more. */
  setOpen(element: TreeElement, open: boolean): void {
    if (element.kind !== 'run') return;
    if (open) this.open.add(element.run);
    else this.open.delete(element.run);
  }

  dispose(): void {
    clearTimeout(this.gathering);
    clearTimeout(this.measuring);
    this.listening?.dispose();
    for (const run of [...this.followed.keys()]) this.unfollow(run);
    this.changed.dispose();
    this.listing.dispose();
  }

  /** What a person said at a call of theirs: nothing, most of the time. */
  private saidIn({ run, node }: NodeElement): readonly string[] | undefined {
    if (node.kind !== 'call' || node.tool !== 'person' || node.settled === undefined) return undefined;
    const moment = this.followed.get(run)?.run.moment(node.settled);
    const answer = moment?.kind === 'answered' ? moment.answer : undefined;
    if (typeof answer !== 'object' || answer === null || !('messages' in answer)) return undefined;
    const { messages } = answer;
    return Array.isArray(messages) ? messages.filter((said) => typeof said === 'string') : undefined;
  }

  private list(runs: Runs): TreeElement[] {
    const { library } = runs;
    this.listening ??= library.onDidChangeList(() => {
      this.changed.fire(undefined);
    });
    const all = library.list();
    const { filter } = this;
    const wanted = filter ? all.filter((run) => matchesRun(filter, run, run.title)) : all;
    const listed = lineageOrder(wanted);
    const here = new Set(listed.map(({ summary }) => summary.run));
    for (const gone of [...this.runElements.keys()].filter((run) => !here.has(run))) {
      this.runElements.delete(gone);
      this.unfollow(gone);
    }
    for (const { summary } of listed) {
      const { run, bytes } = summary;
      const followed = this.followed.get(run);
      if (library.isLive(run)) this.follow(runs, run);
      else if (followed && !this.open.has(run)) {
        this.totals.set(run, { bytes, totals: { ...followed.run.tree.totals } });
        this.unfollow(run);
      }
    }
    this.measure(runs);
    this.listing.fire({ shown: listed.length, all: all.length });
    const unreadable = filter ? [] : library.unreadable();
    return [
      ...listed.map((one): TreeElement => {
        const known = this.runElements.get(one.summary.run);
        if (known) {
          known.listed = one;
          return known;
        }
        const made: RunElement = { kind: 'run', run: one.summary.run, listed: one };
        this.runElements.set(one.summary.run, made);
        return made;
      }),
      ...unreadable.map((one): TreeElement => ({
        kind: 'unreadable',
        run: one.path.replace(/^.*[\\/]/, ''),
        unreadable: one,
      })),
    ];
  }

  private treeOf(runs: Runs, run: string): RunTree {
    return this.follow(runs, run).tree;
  }

  private follow({ library }: Runs, id: string): OpenRun {
    const known = this.followed.get(id);
    if (known) return known.run;
    const run = library.open(id);
    const following = run.onDidGrow(() => {
      this.stirred.add(id);
      this.gathering ??= setTimeout(() => {
        this.flush();
      }, gatherMs);
    });
    this.followed.set(id, { run, following });
    return run;
  }

  private unfollow(id: string): void {
    const followed = this.followed.get(id);
    if (!followed) return;
    this.followed.delete(id);
    followed.following.dispose();
    followed.run.dispose();
  }

  private flush(): void {
    this.gathering = undefined;
    for (const id of this.stirred) {
      const element = this.runElements.get(id);
      if (element) this.changed.fire(element);
    }
    this.stirred.clear();
  }

  /** Reads the totals of journals that are not followed, one after the other, out of the way of all else. */
  private measure(runs: Runs): void {
    if (this.measuring) return;
    const { library } = runs;
    const next = library
      .list()
      .find(
        ({ run, bytes, state }) =>
          state !== 'running' &&
          bytes <= longestMeasured &&
          this.runElements.has(run) &&
          this.totals.get(run)?.bytes !== bytes,
      );
    if (!next) return;
    this.measuring = setTimeout(() => {
      this.measuring = undefined;
      try {
        const opened = library.open(next.run);
        this.totals.set(next.run, { bytes: next.bytes, totals: { ...opened.tree.totals } });
        opened.dispose();
      } catch {
        // It was deleted, or is damaged: then its row says so once the list is made anew.
        this.totals.set(next.run, { bytes: next.bytes, totals: noTotals });
      }
      const element = this.runElements.get(next.run);
      if (element) this.changed.fire(element);
      this.measure(runs);
    }, 5);
  }
}

const noTotals: RunTotals = {
  moments: 0,
  calls: 0,
  answered: 0,
  failed: 0,
  reused: 0,
  attempts: 0,
  promptTokens: 0,
  completionTokens: 0,
  cost: 0,
  activeMs: 0,
};
