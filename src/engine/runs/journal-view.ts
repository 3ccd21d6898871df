import type { Json } from './json.ts';
import type { Moment } from './moment.ts';
import { JournalReader, type ParseMoment, readJournal } from './read-journal.ts';
import { RunTree } from './run-tree.ts';
import type { Spend } from './tool.ts';

/**
 * A journal as views look at it, whoever writes it: its tree, and any moment by its number. It holds no texts;
 * `refresh` takes in what was written since. Memory is that of the tree and sixteen bytes a moment.
 */
export class JournalView {
  readonly tree: RunTree;
  private readonly reader: JournalReader;
  private readonly offsets: number[] = [];
  private readonly lengths: number[] = [];
  private end = 0;

  /** @throws UserError `journal-missing`, `journal-damaged` */
  constructor(
    readonly path: string,
    private readonly parse: ParseMoment,
    spendOf: (tool: string, answer: Json) => Spend | undefined,
  ) {
    this.tree = new RunTree(spendOf);
    this.reader = new JournalReader(path, parse);
    this.refresh();
  }

  /** How many moments have been taken in. */
  get size(): number {
    return this.offsets.length;
  }

  /** Takes in the moments that were written since the last time, and returns them. */
  refresh(): Moment[] {
    const fresh: Moment[] = [];
    const lines = readJournal(this.path, this.parse, this.end);
    for (;;) {
      const line = lines.next();
      if (line.done) {
        this.end = line.value.length;
        return fresh;
      }
      const { moment, offset, length } = line.value;
      this.offsets.push(offset);
      this.lengths.push(length);
      this.tree.add(moment);
      // The first look may be at a hundred thousand moments; nobody wants those in a list.
      if (this.end > 0) fresh.push(moment);
    }
  }

  /** The moment with this number. @throws RangeError when there is none yet */
  moment(n: number): Moment {
    const [offset, length] = [this.offsets[n], this.lengths[n]];
    if (offset === undefined || length === undefined) throw new RangeError(`there is no moment ${n}`);
    return this.reader.at({ offset, length });
  }

  close(): void {
    this.reader.close();
  }
}
