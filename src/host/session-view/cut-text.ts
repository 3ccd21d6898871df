/** How much of a text is shown. */
export interface Extent {
  /** Where it begins, in UTF-16 code units. */
  readonly from: number;
  readonly characters: number;
  readonly lines: number;
}

/** What is shown at first, and at most; beyond that a text is read as a document. */
export const firstExtent: Extent = { from: 0, characters: 6_000, lines: 120 };
export const fullExtent: Extent = { from: 0, characters: 48_000, lines: 1_200 };

export interface CutText {
  readonly text: string;
  readonly before: number;
  readonly after: number;
}

/** Cuts a text for display, never in the middle of a surrogate pair. What is cut away is counted. */
export function cutText(whole: string, extent: Extent): CutText {
  const from = wholePoint(whole, Math.min(extent.from, whole.length));
  let end = Math.min(whole.length, from + extent.characters);
  let newline = from - 1;
  for (let line = 0; line < extent.lines; line++) {
    newline = whole.indexOf('\n', newline + 1);
    if (newline < 0 || newline >= end) break;
    if (line === extent.lines - 1) end = newline + 1;
  }
  end = wholePoint(whole, end);
  return { text: whole.slice(from, end), before: from, after: whole.length - end };
}

/** The place, or the one before it where it lies between the halves of a surrogate pair. */
function wholePoint(text: string, at: number): number {
  const code = text.codePointAt(at - 1);
  return at > 0 && at < text.length && code !== undefined && code > 0xffff ? at - 1 : at;
}
