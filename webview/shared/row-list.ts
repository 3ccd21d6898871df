import { RowHeights } from './row-heights.ts';
import { ScrollSpan } from './scroll-span.ts';

/** Rows `removed` from `at` on make room for as many as `kinds` has letters. */
export interface ListSplice {
  readonly at: number;
  readonly removed: number;
  readonly kinds: string;
}

/** Rows drawn beyond either end of what is seen, in heights of the window; at first none, to be sooner. */
const margin = 0.6;
/** Rows kept beyond what is drawn, and asked for ahead. */
const ahead = 40;
const keptRows = 300;

/**
 * The rows of a view as a list of which only what is seen is drawn: which rows those are, where they lie, and
 * which of them must be asked for. What is seen stays where it is when rows above it come, go, or turn out to be
 * of another height than was thought.
 */
export class RowList<Row extends { readonly key: string }> {
  readonly heights: RowHeights;
  readonly span = new ScrollSpan();
  private rows: (Row | undefined)[] = [];
  /** The list's offset at the upper edge of the window. */
  offset = 0;
  viewport = 600;
  /** Something was painted: from now on more is drawn than is seen. */
  begun = false;
  /** The rows that are drawn. */
  first = 0;
  last = 0;

  /** @param guess pixels, for rows of a kind that was never seen */
  constructor(guess: (kind: string) => number) {
    this.heights = new RowHeights(guess);
  }

  get count(): number {
    return this.rows.length;
  }

  get total(): number {
    return this.heights.total;
  }

  row(index: number): Row | undefined {
    return this.rows[index];
  }

  indexOf(key: string): number {
    for (let index = Math.max(0, this.first - keptRows); index < this.last + keptRows; index++) {
      if (this.rows[index]?.key === key) return index;
    }
    return -1;
  }

  reset(kinds: string): void {
    this.rows = [];
    this.heights.splice(0, this.heights.count, kinds);
    this.rows.length = kinds.length;
  }

  splice({ at, removed, kinds }: ListSplice): void {
    const anchor = this.anchor();
    this.heights.splice(at, removed, kinds);
    const fresh = new Array<Row | undefined>(kinds.length);
    this.rows = [...this.rows.slice(0, at), ...fresh, ...this.rows.slice(at + removed)];
    const shift = kinds.length - removed;
    const row = anchor.row < at ? anchor.row : anchor.row < at + removed ? at : anchor.row + shift;
    this.offset = this.heights.top(Math.min(row, Math.max(0, this.count - 1))) + anchor.past;
  }

  fill(start: number, rows: readonly Row[]): void {
    rows.forEach((row, index) => {
      if (start + index < this.rows.length) this.rows[start + index] = row;
    });
  }

  /** The row at the upper edge, and by how many pixels it is scrolled past. */
  anchor(): { row: number; past: number } {
    const row = this.heights.rowAt(this.offset);
    return { row, past: this.offset - this.heights.top(row) };
  }

  /** Decides which rows are drawn. */
  layOut(): void {
    this.offset = Math.max(0, Math.min(this.offset, this.total - this.viewport));
    if (this.count === 0) {
      this.first = this.last = 0;
      return;
    }
    const beyond = this.begun ? margin * this.viewport : 0;
    this.first = this.heights.rowAt(Math.max(0, this.offset - beyond));
    this.last = this.heights.rowAt(this.offset + this.viewport + beyond) + 1;
    // What is far away is forgotten.
    const [from, to] = [this.first - keptRows, this.last + keptRows];
    for (let index = Math.max(0, from - 2 * keptRows); index < from; index++) this.rows[index] = undefined;
    const end = Math.min(this.count, to + 2 * keptRows);
    for (let index = to; index < end; index++) this.rows[index] = undefined;
  }

  /** Rows that are needed and not here: the stretch to ask for. */
  missing(): { start: number; end: number } | undefined {
    let lacks = false;
    for (let index = this.first; index < this.last; index++) lacks ||= this.rows[index] === undefined;
    const start = Math.max(0, this.first - ahead);
    const end = Math.min(this.count, this.last + ahead);
    const near =
      this.rows[Math.max(0, this.first - ahead / 2)] &&
      this.rows[Math.min(this.count - 1, this.last + ahead / 2)];
    return lacks || !near ? { start, end } : undefined;
  }

  /** Takes the measured heights of drawn rows. What is seen stays where it is. True when anything changed. */
  measure(measured: readonly (readonly [row: number, height: number])[]): boolean {
    const anchor = this.anchor();
    let changed = false;
    for (const [row, height] of measured) changed = this.heights.measure(row, height) !== 0 || changed;
    if (changed) this.offset = this.heights.top(anchor.row) + anchor.past;
    return changed;
  }

  /** The offset that brings a row into view, with room above it. */
  offsetOf(row: number, room: number): number {
    return Math.max(0, Math.min(this.heights.top(row) - room, this.total - this.viewport));
  }
}
