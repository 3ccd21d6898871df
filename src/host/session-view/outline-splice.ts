import type { Splice } from '../../../webview/session/protocol.ts';
import { type Entry, kindLetter } from './outline.ts';

/** What changed from one outline to the next, as one splice; undefined where no row came or went. */
export function spliceBetween(before: readonly Entry[], after: readonly Entry[]): Splice | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isSame(before[head], after[head])) head += 1;
  if (head === before.length && head === after.length) return undefined;
  let tail = 0;
  while (tail < shorter - head && isSame(before[before.length - 1 - tail], after[after.length - 1 - tail])) {
    tail += 1;
  }
  const kinds = after
    .slice(head, after.length - tail)
    .map(kindLetter)
    .join('');
  return { at: head, removed: before.length - tail - head, kinds };
}

function isSame(a: Entry | undefined, b: Entry | undefined): boolean {
  return a?.key === b?.key && a?.folded === b?.folded && a?.level === b?.level;
}
