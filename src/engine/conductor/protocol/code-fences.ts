import type { SourceLine } from './source-line.ts';

/** A closed Markdown code fence: the indexes of its first and last line. */
export interface CodeFence {
  readonly open: number;
  readonly close: number;
}

const opening = /^(`{3,}|~{3,})[^`]*$/;
const bare = /^(?:`{3,}|~{3,})$/;
/** Longer fences than this close one another whatever their lengths; nobody writes them. */
const longest = 12;

/**
 * Finds, for each line that opens a code fence, the line that closes it: the next bare fence of the same
 * character and at least the same length. -1 where a line opens none or nothing closes it.
 */
export function closingFences(text: string, lines: readonly SourceLine[]): Int32Array {
  const closing = new Int32Array(lines.length).fill(-1);
  const next = { '`': new Int32Array(longest + 1).fill(-1), '~': new Int32Array(longest + 1).fill(-1) };
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line) continue;
    const mark = text[line.contentStart];
    if (mark !== '`' && mark !== '~') continue;
    const content = text.slice(line.contentStart, line.contentEnd);
    const fence = opening.exec(content)?.[1];
    if (fence === undefined) continue;
    const length = Math.min(fence.length, longest);
    closing[index] = next[mark][length] ?? -1;
    if (bare.test(content)) next[mark].fill(index, 0, length + 1);
  }
  return closing;
}

/** The closed fences from the top down, those left out in which `isRefused` finds a reason to. */
export function codeFences(closing: Int32Array, isRefused: (fence: CodeFence) => boolean): CodeFence[] {
  const fences: CodeFence[] = [];
  for (let open = 0; open < closing.length; open += 1) {
    const close = closing[open] ?? -1;
    if (close < 0) continue;
    const fence = { open, close };
    if (isRefused(fence)) continue;
    fences.push(fence);
    open = close;
  }
  return fences;
}
