import { type CallText, wholeOf } from '../call-texts.ts';
import type { RowTexts } from '../row-texts.ts';
import type { Pair } from './align-runs.ts';

/** How the two sides of a pair stand to one another. */
export type Verdict = 'same' | 'differs' | 'left' | 'right';

/** A text of a pair, with what it is on either side. */
export interface TextPair {
  readonly id: string;
  readonly title: string;
  readonly left: CallText | undefined;
  readonly right: CallText | undefined;
}

/** What may differ without the calls being others: how they were honoured, and how often they were tried. */
const beside = new Set(['parameters', 'attempts']);

/** Reads both sides of a pair and says whether they differ: in what was asked, in what came back, or in the end. */
export function verdictOf(pair: Pair, left: RowTexts, right: RowTexts): Verdict {
  if (!pair.right) return 'left';
  if (!pair.left) return 'right';
  const states = [pair.left, pair.right].map((node) => (node.kind === 'call' ? node.state : node.label));
  if (states[0] !== states[1]) return 'differs';
  return differingTexts(pair, left, right).length > 0 ? 'differs' : 'same';
}

/** The texts in which the sides of a pair differ. */
export function differingTexts(pair: Pair, left: RowTexts, right: RowTexts): TextPair[] {
  const mine = pair.left ? left.of(pair.left).texts : [];
  const theirs = pair.right ? right.of(pair.right).texts : [];
  const ids = [...new Set([...mine, ...theirs].map(({ id }) => id))].filter((id) => !beside.has(id));
  return ids.flatMap((id) => {
    const [a, b] = [mine, theirs].map((texts) => texts.find((text) => text.id === id));
    const title = (a ?? b)?.title ?? id;
    return wholeOf(a) === wholeOf(b) ? [] : [{ id, title, left: a, right: b }];
  });
}
