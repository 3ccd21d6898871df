import {
  type CompareCounts,
  type CompareRow,
  type CompareState,
  type ComparedSide,
  type ComparedText,
  type FromCompare,
  fromCompareSchema,
  type SideName,
  type ToCompare,
} from '../../../../webview/compare/protocol.ts';
import type { CallNode, NoteNode } from '../../../engine/runs/run-tree.ts';
import { describeError } from '../../../engine/user-error.ts';
import type { OpenRun } from '../../runs/run-library.ts';
import { wholeOf } from '../call-texts.ts';
import { Folds } from '../folds.ts';
import { LiveTexts } from '../live-texts.ts';
import { RowTexts } from '../row-texts.ts';
import { shortText } from '../short-text.ts';
import { summaryOf } from '../summary-of.ts';
import { alignRuns, type Heading, type Pair } from './align-runs.ts';
import { type CompareEntry, compareOutline } from './compare-outline.ts';
import { cutDifference } from './cut-difference.ts';
import { differingTexts, type Verdict, verdictOf } from './difference-of.ts';

/** What the comparison asks of the editor. */
export interface CompareActions {
  /** The native difference of a row of both runs: of one text, or of all. */
  diff(key: string, part: string | undefined): void;
  open(side: SideName, key: string | undefined): void;
  selectForCompare(side: SideName, key: string): void;
  compareWithSelected(side: SideName, key: string): void;
}

/** Milliseconds of reading between which the host does other work. */
const stepMs = 12;
const firstRows = 48;

/** The host's side of a comparison of two runs, as they are when it begins. It knows no editor. */
export class CompareSurface {
  private readonly sides: Readonly<Record<SideName, RowTexts>>;
  private readonly items: readonly (Pair | Heading)[];
  private readonly verdicts = new Map<Pair, Verdict>();
  private folds = new Folds();
  private entries: CompareEntry[] = [];
  private attached = false;
  private disposed = false;
  private compared: Promise<void> | undefined;

  constructor(
    readonly left: OpenRun,
    readonly right: OpenRun,
    private readonly actions: CompareActions,
    private readonly post: (message: ToCompare) => void,
  ) {
    this.sides = { left: new RowTexts(left, new LiveTexts()), right: new RowTexts(right, new LiveTexts()) };
    this.items = alignRuns(left.tree.root, right.tree.root);
  }

  dispose(): void {
    this.disposed = true;
  }

  hidden(): void {
    this.attached = false;
  }

  receive(message: unknown): void {
    const parsed = fromCompareSchema.safeParse(message);
    if (!parsed.success) throw new TypeError(`not a message of the comparison: ${parsed.error.message}`);
    try {
      this.answer(parsed.data);
    } catch (error) {
      this.post({ kind: 'trouble', message: describeError(error) });
    }
  }

  private answer(message: FromCompare): void {
    switch (message.kind) {
      case 'ready':
        this.attached = true;
        void this.begin(message.state);
        return;
      case 'want':
        this.sendRows(message.start, message.end);
        return;
      case 'fold':
        this.fold(message.key, message.folded);
        return;
      case 'diff':
        this.actions.diff(message.key, message.part);
        return;
      case 'step':
        this.step(message.from, message.by < 0 ? -1 : 1);
        return;
      case 'open':
        this.actions.open(message.side, message.key);
        return;
      case 'select-for-compare':
        this.actions.selectForCompare(message.side, message.key);
        return;
      case 'compare-with-selected':
        this.actions.compareWithSelected(message.side, message.key);
    }
  }

  private async begin(state: CompareState | undefined): Promise<void> {
    const mine = state?.left === this.left.id && state.right === this.right.id ? state : undefined;
    if (mine) this.folds = new Folds(mine.folds);
    this.compared ??= this.compare();
    await this.compared;
    if (!this.attached || this.disposed) return;
    this.entries = compareOutline(this.items, this.verdicts, this.folds);
    const [left, right] = [this.left, this.right].map((run) => {
      const { run: id, title, state: stands } = summaryOf(run, []);
      return { run: id, title, state: stands };
    });
    if (!left || !right) return;
    this.post({
      kind: 'snapshot',
      left,
      right,
      counts: this.counts(),
      kinds: kindsOf(this.entries),
      start: 0,
      rows: this.rows(0, firstRows),
      folds: this.folds.toJson(),
    });
  }

  /** Reads both runs, a little at a time. */
  private async compare(): Promise<void> {
    let until = performance.now() + stepMs;
    for (const [done, item] of this.items.entries()) {
      if (item.kind === 'pair') this.verdicts.set(item, verdictOf(item, this.sides.left, this.sides.right));
      if (performance.now() < until) continue;
      if (this.attached) this.post({ kind: 'progress', done, of: this.items.length });
      await new Promise((resolve) => setImmediate(resolve));
      if (this.disposed) return;
      until = performance.now() + stepMs;
    }
  }

  private counts(): CompareCounts {
    const counts = { same: 0, differs: 0, left: 0, right: 0 };
    for (const verdict of this.verdicts.values()) counts[verdict] += 1;
    return counts;
  }

  private fold(key: string, folded: boolean): void {
    this.folds.set(key, folded);
    const before = this.entries;
    this.entries = compareOutline(this.items, this.verdicts, this.folds);
    const at = before.findIndex((entry) => entry.key === key);
    const tail = before.length - at;
    const fresh = this.entries.length - before.length;
    // One stretch changed: what follows it is as it was.
    const removed = fresh < 0 ? 1 - fresh : 1;
    const added = removed + fresh;
    if (at < 0 || tail < removed) return;
    const kinds = kindsOf(this.entries.slice(at, at + added));
    this.post({
      kind: 'outline',
      splices: [{ at, removed, kinds }],
      folds: this.folds.toJson(),
      start: at,
      rows: this.rows(at, at + Math.min(added, firstRows)),
    });
  }

  private step(from: number, by: 1 | -1): void {
    for (let row = from + by; row >= 0 && row < this.entries.length; row += by) {
      const entry = this.entries[row];
      if (entry?.kind !== 'pair' || entry.verdict === 'same') continue;
      this.post({ kind: 'reveal', row });
      return;
    }
  }

  private sendRows(start: number, end: number): void {
    if (this.attached) this.post({ kind: 'rows', start, rows: this.rows(start, end) });
  }

  private rows(start: number, end: number): CompareRow[] {
    return this.entries.slice(start, end).map((entry) => this.row(entry));
  }

  private row(entry: CompareEntry): CompareRow {
    switch (entry.kind) {
      case 'equal':
        return entry;
      case 'heading':
        return { kind: 'heading', key: entry.key, level: entry.level, label: shortText(entry.label) };
      case 'pair': {
        const { key, level, left, right, verdict } = entry;
        return {
          kind: 'pair',
          key,
          level,
          label: shortText((left ?? right)?.label ?? key),
          verdict,
          left: left && sideOf(left),
          right: right && sideOf(right),
          texts: verdict === 'same' ? [] : this.textsOf(entry),
        };
      }
    }
  }

  private textsOf(pair: Pair): ComparedText[] {
    return differingTexts(pair, this.sides.left, this.sides.right).map(({ id, title, left, right }) => {
      const [a, b] = [wholeOf(left), wholeOf(right)];
      const cuts = cutDifference(a ?? '', b ?? '');
      return {
        id,
        title: shortText(title),
        code: (left ?? right)?.look !== 'prose',
        ...(a === undefined ? {} : { left: cuts.left }),
        ...(b === undefined ? {} : { right: cuts.right }),
      };
    });
  }
}

function sideOf(node: CallNode | NoteNode): ComparedSide {
  if (node.kind === 'note') return { state: 'noted' };
  const { state, spend, settledAt, askedAt } = node;
  return {
    state,
    tokens: spend && spend.promptTokens + spend.completionTokens,
    ms: settledAt === undefined ? undefined : settledAt - askedAt,
  };
}

/** A letter a row, for the view's guess at its height. */
function kindsOf(entries: readonly CompareEntry[]): string {
  return entries
    .map((entry) => {
      if (entry.kind === 'pair') return entry.verdict === 'same' ? 's' : 'D';
      return entry.kind === 'equal' ? 'e' : 'h';
    })
    .join('');
}
