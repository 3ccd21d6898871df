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
  const settle = (): void => {
    // Headings right before a pair that differs lead to it; they are no part of the stretch.
    const last = waiting.findLastIndex(({ kind }) => kind === 'pair');
    const stretch = waiting.slice(0, last + 1);
    const leading = waiting.slice(last + 1);
    const [first] = stretch;
    if (first) {
      const key = `equal:${first.address}`;
      const folded = folds.isFolded(key, true);
      const pairs = stretch.filter(({ kind }) => kind === 'pair').length;
      entries.push({ kind: 'equal', key, level: 1, pairs, folded });
      if (!folded) entries.push(...stretch.map((item) => entryOf(item, verdicts)));
    }
    entries.push(...leading.map((item) => entryOf(item, verdicts)));
    waiting = [];
  };
  for (const item of items) {
    if (item.kind === 'heading' || verdicts.get(item) === 'same') {
      waiting.push(item);
    } else {
      settle();
      entries.push(entryOf(item, verdicts));
    }
  }
  settle();
  return entries;
}

function entryOf(item: Pair | Heading, verdicts: ReadonlyMap<Pair, Verdict>): CompareEntry {
  return item.kind === 'heading'
    ? { ...item, key: item.address }
    : { ...item, key: item.address, verdict: verdicts.get(item) ?? 'same' };
}
