import type { OpenRun } from '../runs/run-library.ts';
import type { Mark } from '../../../webview/session/protocol.ts';
import { findInRun, type Match, mostMatches, type Query } from './find-in-run.ts';
import { partKey } from './folds.ts';
import type { RowTexts } from './row-texts.ts';

/** Milliseconds of search between which the host does other work. */
const stepMs = 12;

/** One search and where it stands. A new query ends the one before. */
export class Finder {
  private matches: Match[] = [];
  private byPart = new Map<string, { readonly match: Match; readonly index: number }[]>();
  private search = 0;
  private at = -1;
  private more = false;
  private searching = false;

  /** @param onChange called when matches came in, the current one changed, or the search ended */
  constructor(
    private readonly run: OpenRun,
    private readonly texts: RowTexts,
    private readonly onChange: () => void,
  ) {}

  get state(): { matches: number; more: boolean; searching: boolean; current: number } {
    return { matches: this.matches.length, more: this.more, searching: this.searching, current: this.at + 1 };
  }

  get current(): Match | undefined {
    return this.matches[this.at];
  }

  /** Starts over with a query; an empty one ends the search. */
  async find(query: Query): Promise<void> {
    const search = ++this.search;
    this.matches = [];
    this.byPart = new Map();
    this.at = -1;
    this.more = false;
    this.searching = query.text !== '';
    const rows = findInRun(this.run, this.texts, query);
    for (let first = true; ; first = false) {
      const until = performance.now() + stepMs;
      while (performance.now() < until) {
        const row = rows.next();
        if (row.done || this.matches.length >= mostMatches) {
          this.more = !row.done;
          this.searching = false;
          this.onChange();
          return;
        }
        for (const match of row.value) this.add(match);
      }
      if (first || this.matches.length > 0) this.onChange();
      await new Promise((resolve) => setImmediate(resolve));
      if (search !== this.search) return;
    }
  }

  /** Goes to another match, round and round. */
  step(by: number): Match | undefined {
    const { length } = this.matches;
    if (length === 0) return undefined;
    this.at = this.at < 0 && by < 0 ? length - 1 : (((this.at + by) % length) + length) % length;
    return this.matches[this.at];
  }

  marksOf(row: string, part: string): readonly Mark[] {
    const found = this.byPart.get(partKey(row, part)) ?? [];
    return found.map(({ match: { start, end }, index }): Mark => [start, end, index === this.at]);
  }

  end(): void {
    this.search += 1;
  }

  private add(match: Match): void {
    const key = partKey(match.row, match.part);
    const inPart = this.byPart.get(key) ?? [];
    inPart.push({ match, index: this.matches.length });
    this.byPart.set(key, inPart);
    this.matches.push(match);
  }
}
