import type { Delimiter } from './delimiter.ts';
import type { MessageLayout, Opening, PlacedHeading } from './message-layout.ts';

/** Where a block ends. */
export interface BlockEnd {
  /** Behind the block's content. */
  readonly contentEnd: number;
  /** Behind the closing quotes; `contentEnd` where there are none. */
  readonly end: number;
  readonly closed: boolean;
  /** Other triple quotes could have closed it. */
  readonly ambiguous: boolean;
}

/** A heading with the triple quotes that open its block. */
export type OpenedHeading = PlacedHeading & { readonly opening: Opening };

/** A message as the closing rule reads it. */
export interface Reading {
  readonly layout: MessageLayout;
  readonly headings: readonly OpenedHeading[];
  readonly marks: readonly Delimiter[];
  /** For each heading, how many marks stand between its opening quotes and the next heading. */
  readonly marksAfter: Int32Array;
  /** 1 where that number is even, but not 0, for this heading or a later one: quotes left to close an outer block. */
  readonly closesOuterLater: Uint8Array;
}

/** Something open inside a block: a string of quoted text or code, or a headed block that is only quoted. */
interface Inner {
  readonly kind: 'string' | 'headed';
  readonly indent: number;
  /** Quotes alone on a line close it only where they stand as deep as it began. */
  readonly docstring: boolean;
  /** Its opening quotes, where they may have been the block's closing ones after all. */
  readonly mayClose?: { readonly start: number; readonly end: number };
}

/** Two columns more than the block count as deeper: models are sloppy by one. */
const deeper = 2;

/** Reads one block from its opening quotes on. */
export class BlockReading {
  readonly #message: Reading;
  readonly #block: OpenedHeading;
  readonly #inner: Inner[] = [];
  /** Those of them whose opening quotes may have been the block's closing ones. */
  readonly #mayClose: Inner[] = [];
  #nextHeading: number;
  #nextMark: number;
  #last: Delimiter | undefined;
  /** The last quotes, where they closed something inner and could as well have closed the block. */
  #candidate: Delimiter | undefined;
  /** There has been such a candidate. */
  #doubtful = false;

  constructor(message: Reading, block: OpenedHeading) {
    this.#message = message;
    this.#block = block;
    this.#nextMark = firstMarkFrom(message.marks, block.opening.end);
    this.#nextHeading = firstHeadingFrom(message.headings, block.opening.end);
  }

  read(): BlockEnd {
    for (;;) {
      const heading = this.#message.headings[this.#nextHeading];
      const mark = this.#message.marks[this.#nextMark];
      let end: BlockEnd | undefined;
      if (heading && (!mark || heading.heading.range.start < mark.start)) end = this.#atHeading(heading);
      else if (mark) end = this.#atMark(mark);
      else return this.#atTextEnd();
      if (end) return end;
    }
  }

  #atHeading(heading: OpenedHeading): BlockEnd | undefined {
    const left = this.#mayHaveClosed();
    if (left) return this.#closeAt(left);
    const index = this.#nextHeading;
    const standsAlone = (this.#message.marksAfter[index] ?? 0) % 2 === 1;
    if (this.#inner.length === 0 && standsAlone) {
      if (this.#candidate && this.#message.closesOuterLater[index] !== 1)
        return this.#closeAt(this.#candidate);
      // A final answer never swallows a call.
      if (this.#block.heading.kind === 'final-answer' && heading.heading.kind === 'call') {
        return {
          contentEnd: heading.heading.range.start,
          end: heading.heading.range.start,
          closed: false,
          ambiguous: true,
        };
      }
    }
    this.#candidate = undefined;
    this.#nextHeading += 1;
    const { opening } = heading;
    if (opening.longClose) {
      this.#nextMark = firstMarkFrom(this.#message.marks, opening.longClose.end);
      this.#nextHeading = firstHeadingFrom(this.#message.headings, opening.longClose.end);
      return undefined;
    }
    const mayClose = this.#endFollows(opening) ? { mayClose: opening } : {};
    this.#push({ kind: 'headed', indent: opening.indent, docstring: false, ...mayClose });
    return undefined;
  }

  #atMark(mark: Delimiter): BlockEnd | undefined {
    this.#nextMark += 1;
    this.#last = mark;
    this.#candidate = undefined;
    for (;;) {
      const top = this.#inner.at(-1);
      if (top?.kind === 'string') {
        this.#pop();
        // Less deep than the docstring it would close: that one was left open, and this closes what is around it.
        if (top.docstring && mark.place === 'alone' && mark.indent < top.indent - (deeper - 1)) continue;
        this.#closedInner(mark);
      } else if (!this.#closes(mark, top)) {
        this.#open(mark);
      } else if (top) {
        this.#pop();
        this.#closedInner(mark);
      } else {
        return this.#closeAt(mark, this.#doubtful);
      }
      return undefined;
    }
  }

  /** Whether quotes outside any inner string close (the block, or the quoted block that `top` is) or open a string. */
  #closes(mark: Delimiter, top: Inner | undefined): boolean {
    if (mark.place === 'code') return false;
    if (mark.place === 'closing') return true;
    if (mark.indent >= (top?.indent ?? this.#indent()) + deeper) return false;
    if (mark.place === 'alone' && mark.endFollows) return true;
    if (top) return true;
    if (mark.place === 'alone' && mark.openingPrecedes && !this.#isFirstLine(mark)) return false;
    // It can't be told from its place: it closes if no other quotes are left to.
    const nextHeading = this.#message.headings[this.#nextHeading]?.heading.range.start ?? Infinity;
    const nextMark = this.#message.marks[this.#nextMark];
    return !nextMark || nextMark.start > nextHeading;
  }

  #open(mark: Delimiter): void {
    const deep = mark.indent >= this.#indent() + deeper;
    const docstring = mark.place === 'leading' || (mark.place === 'alone' && deep);
    const may = mark.mayClose && (deep ? mark.place === 'alone' && mark.endFollows : true);
    this.#push({ kind: 'string', indent: mark.indent, docstring, ...(may ? { mayClose: mark } : {}) });
  }

  #push(inner: Inner): void {
    this.#inner.push(inner);
    if (inner.mayClose) this.#mayClose.push(inner);
  }

  #pop(): void {
    if (this.#inner.pop()?.mayClose) this.#mayClose.pop();
  }

  #closedInner(mark: Delimiter): void {
    if (!this.#couldClose(mark)) return;
    this.#candidate = mark;
    this.#doubtful = true;
  }

  #atTextEnd(): BlockEnd {
    const left = this.#mayHaveClosed();
    if (left) return this.#closeAt(left);
    const { text } = this.#message.layout;
    const last = this.#last;
    if (last && this.#couldClose(last) && text.slice(last.end).trim() === '') return this.#closeAt(last);
    return { contentEnd: text.length, end: text.length, closed: false, ambiguous: last !== undefined };
  }

  /** The opening quotes of something inner that is still open, where they may have closed the block instead. */
  #mayHaveClosed(): { readonly start: number; readonly end: number } | undefined {
    return this.#mayClose.at(-1)?.mayClose;
  }

  /** Quotes alone on a line, no deeper than the block, with an end after them. */
  #couldClose(mark: Delimiter): boolean {
    return mark.place === 'alone' && mark.endFollows && mark.indent < this.#indent() + deeper;
  }

  #isFirstLine(mark: Delimiter): boolean {
    return mark.line === this.#block.opening.line + 1;
  }

  #endFollows(opening: Opening): boolean {
    const { lines, headingLines } = this.#message.layout;
    const here = lines[opening.line];
    const next = lines[opening.line + 1];
    if (here?.contentEnd !== opening.end) return false;
    return !next || next.contentStart === next.contentEnd || headingLines.has(opening.line + 1);
  }

  #indent(): number {
    return this.#block.opening.indent;
  }

  #closeAt(mark: { readonly start: number; readonly end: number }, ambiguous = true): BlockEnd {
    return { contentEnd: mark.start, end: mark.end, closed: true, ambiguous };
  }
}

/** The index of the first mark that does not begin before an offset. */
export function firstMarkFrom(marks: readonly Delimiter[], offset: number): number {
  return firstFrom(marks.length, offset, (index) => marks[index]?.start ?? Infinity);
}

function firstHeadingFrom(headings: readonly OpenedHeading[], offset: number): number {
  return firstFrom(headings.length, offset, (index) => headings[index]?.heading.range.start ?? Infinity);
}

/** The first index at which ascending offsets reach a bound. */
function firstFrom(length: number, bound: number, offsetOf: (index: number) => number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsetOf(middle) >= bound) high = middle;
    else low = middle + 1;
  }
  return low;
}
