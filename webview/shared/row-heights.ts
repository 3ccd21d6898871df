/** Rows in a chunk: a look-up walks the chunks, then the rows of one. */
const chunk = 512;

/**
 * The heights of all rows of a long list, guessed until a row was seen, in pixels. A hundred thousand rows take
 * half a megabyte; finding the row at an offset takes a few hundred steps.
 */
export class RowHeights {
  private heights: Float32Array<ArrayBuffer> = new Float32Array(0);
  private kinds = '';
  private sums: Float64Array<ArrayBuffer> = new Float64Array(0);
  private seen = new Map<string, { total: number; count: number }>();

  /** @param guess the height of a row of a kind that was never seen */
  constructor(private readonly guess: (kind: string) => number) {}

  get count(): number {
    return this.heights.length;
  }

  get total(): number {
    return this.sums.reduce((sum, value) => sum + value, 0);
  }

  height(row: number): number {
    return this.heights[row] ?? 0;
  }

  /** Replaces `removed` rows from `at` on by rows of these kinds, one letter each. */
  splice(at: number, removed: number, kinds: string): void {
    const next = new Float32Array(this.heights.length - removed + kinds.length);
    next.set(this.heights.subarray(0, at));
    for (let index = 0; index < kinds.length; index++) next[at + index] = this.expect(kinds.charAt(index));
    next.set(this.heights.subarray(at + removed), at + kinds.length);
    this.heights = next;
    this.kinds = this.kinds.slice(0, at) + kinds + this.kinds.slice(at + removed);
    this.sums = new Float64Array(Math.ceil(next.length / chunk));
    for (let index = 0; index < next.length; index++) this.addTo(index, next[index] ?? 0);
  }

  /** Notes the height that a row really has. Returns by how much it differs from what was thought. */
  measure(row: number, height: number): number {
    const change = height - this.height(row);
    if (Math.abs(change) < 0.5) return 0;
    this.heights[row] = height;
    this.addTo(row, change);
    const kind = this.kinds.charAt(row);
    const seen = this.seen.get(kind) ?? { total: 0, count: 0 };
    this.seen.set(kind, { total: seen.total + height, count: seen.count + 1 });
    return change;
  }

  /** The offset of a row's upper edge. */
  top(row: number): number {
    let top = 0;
    const last = Math.floor(row / chunk);
    for (let index = 0; index < last; index++) top += this.sums[index] ?? 0;
    for (let index = last * chunk; index < row; index++) top += this.heights[index] ?? 0;
    return top;
  }

  /** The row at an offset; the last where it lies beyond. */
  rowAt(offset: number): number {
    let top = 0;
    let at = 0;
    while (at < this.sums.length - 1 && top + (this.sums[at] ?? 0) <= offset) top += this.sums[at++] ?? 0;
    let row = at * chunk;
    while (row < this.count - 1 && top + this.height(row) <= offset) top += this.height(row++);
    return row;
  }

  private expect(kind: string): number {
    const seen = this.seen.get(kind);
    return seen && seen.count >= 8 ? seen.total / seen.count : this.guess(kind);
  }

  private addTo(row: number, change: number): void {
    const at = Math.floor(row / chunk);
    this.sums[at] = (this.sums[at] ?? 0) + change;
  }
}
