import type { Folds } from '../folds.ts';
import type { Heading, Pair } from './align-runs.ts';
import type { Verdict } from './difference-of.ts';

/** A stretch of pairs that are equal, folded into one row that counts them. */
export interface EqualStretch {
  readonly kind: 'equal';
  readonly key: string;
  readonly level: number;
  readonly pairs: number;
  readonly folded: boolean;
}

export type CompareEntry =
  | EqualStretch
  | (Heading & { readonly key: string })
  | (Pair & { readonly key: string; readonly verdict: Verdict });

/** The rows of a comparison: what differs stands open, what is equal is folded and counted. */
export function compareOutline(
  items: readonly (Pair | Heading)[],
  verdicts: ReadonlyMap<Pair, Verdict>,
  folds: Folds,
): CompareEntry[] {
  const entries: CompareEntry[] = [];
  /** Equal pairs and the headings around them, since the last pair that differs. */
  let waiting: (Pair | Heading)[] = [];
  const stretch = (items: readonly (Pair | Heading)[]): void => {
    const pairs = items.filter(({ kind }) => kind === 'pair').length;
    const [first] = items;
    if (!first || pairs === 0) {
      entries.push(...items.map((item) => entryOf(item, verdicts)));
      return;
    }
    const key = `equal:${first.address}`;
    const folded = folds.isFolded(key, true);
    entries.push({ kind: 'equal', key, level: 1, pairs, folded });
    if (!folded) entries.push(...items.map((item) => entryOf(item, verdicts)));
  };
  for (const item of items) {
    if (item.kind === 'heading' || verdicts.get(item) === 'same') {
      waiting.push(item);
      continue;
    }
    // What encloses a pair that differs stays in sight; the equal pairs before and after it are folded.
    let from = 0;
    for (const at of headingsOf(item, waiting)) {
      stretch(waiting.slice(from, at));
      entries.push(...waiting.slice(at, at + 1).map((heading) => entryOf(heading, verdicts)));
      from = at + 1;
    }
    stretch(waiting.slice(from));
    entries.push(entryOf(item, verdicts));
    waiting = [];
  }
  stretch(waiting);
  return entries;
}

/** Where the headings that enclose a pair stand among the items right before it, outermost first. */
function headingsOf(pair: Pair, before: readonly (Pair | Heading)[]): number[] {
  const found: number[] = [];
  let level = pair.level;
  for (let at = before.length - 1; at >= 0; at--) {
    const item = before[at];
    if (item?.kind !== 'heading' || item.level >= level) continue;
    found.unshift(at);
    level = item.level;
  }
  return found;
}

function entryOf(item: Pair | Heading, verdicts: ReadonlyMap<Pair, Verdict>): CompareEntry {
  return item.kind === 'heading'
    ? { ...item, key: item.address }
    : { ...item, key: item.address, verdict: verdicts.get(item) ?? 'same' };
}
