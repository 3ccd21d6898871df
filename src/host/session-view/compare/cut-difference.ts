import type { CutSide } from '../../../../webview/compare/protocol.ts';

/** Characters that are shown of a side, and those before where it begins to differ. */
const longest = 900;
const lead = 80;

/** Both sides of a text as they are shown: from a little before where they begin to differ, that marked. */
export function cutDifference(left: string, right: string): { left: CutSide; right: CutSide } {
  const shorter = Math.min(left.length, right.length);
  let head = 0;
  while (head < shorter && left.charCodeAt(head) === right.charCodeAt(head)) head += 1;
  let tail = 0;
  while (tail < shorter - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  return { left: cut(left, head, left.length - tail), right: cut(right, head, right.length - tail) };
}

function cut(text: string, head: number, end: number): CutSide {
  const before = wholePoint(text, Math.max(0, head - lead));
  const stop = wholePoint(text, Math.min(text.length, before + longest));
  const [from, to] = [Math.min(head, stop) - before, Math.min(end, stop) - before];
  return {
    text: text.slice(before, stop),
    before,
    after: text.length - stop,
    marks: to > from ? [[from, to, false]] : [],
  };
}

function wholePoint(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}
