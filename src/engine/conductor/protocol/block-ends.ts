import { BlockReading, firstMarkFrom } from './block-reading.ts';
import type { BlockEnd, OpenedHeading, Reading } from './block-reading.ts';
import { delimiters } from './delimiter.ts';
import type { MessageLayout } from './message-layout.ts';

/** Finds where blocks close, by the rule of docs/protocol.md, "Where a block closes". */
export class BlockEnds {
  readonly #withFences: Reading;
  #withoutFences: Reading | undefined;

  constructor(layout: MessageLayout) {
    this.#withFences = readingOf(layout, true);
  }

  /** Where the block that a heading opens ends. Takes time linear in the block, and in the message at most once. */
  endOf(heading: OpenedHeading): BlockEnd {
    const { longClose } = heading.opening;
    if (longClose) return { contentEnd: longClose.start, end: longClose.end, closed: true, ambiguous: false };
    const end = new BlockReading(this.#withoutFences ?? this.#withFences, heading).read();
    if (end.closed || this.#withoutFences) return end;
    // A code fence may have hidden the closing quotes: from here on, fences hide nothing.
    this.#withoutFences = readingOf(this.#withFences.layout, false);
    return new BlockReading(this.#withoutFences, heading).read();
  }
}

function readingOf(layout: MessageLayout, fences: boolean): Reading {
  const headings = layout.headings.filter(
    (heading): heading is OpenedHeading => heading.opening !== undefined,
  );
  const marks = delimiters(layout, fences);
  const marksAfter = new Int32Array(headings.length);
  const closesOuterLater = new Uint8Array(headings.length);
  for (let index = headings.length - 1; index >= 0; index -= 1) {
    const from = headings[index]?.opening.end ?? 0;
    const to = headings[index + 1]?.heading.range.start ?? Infinity;
    const count = firstMarkFrom(marks, to) - firstMarkFrom(marks, from);
    marksAfter[index] = count;
    closesOuterLater[index] = (count > 0 && count % 2 === 0) || closesOuterLater[index + 1] === 1 ? 1 : 0;
  }
  return { layout, headings, marks, marksAfter, closesOuterLater };
}
