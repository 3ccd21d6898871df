import { closingFences, codeFences } from './code-fences.ts';
import { readHeading } from './heading.ts';
import type { Heading } from './heading.ts';
import { quoteRuns } from './quote-runs.ts';
import type { QuoteRun } from './quote-runs.ts';
import { sourceLines } from './source-line.ts';
import type { SourceLine } from './source-line.ts';
import type { TextRange } from './text-range.ts';

/** Where headings, triple quotes and code fences stand in a message, before anything is made of them. */
export interface MessageLayout {
  readonly text: string;
  readonly lines: readonly SourceLine[];
  /** Every heading, in the order of the text. */
  readonly headings: readonly PlacedHeading[];
  /** Runs of triple quotes by line. */
  readonly runs: readonly (readonly QuoteRun[])[];
  /** For each line that opens a code fence, the line that closes it; -1 elsewhere. */
  readonly closingFences: Int32Array;
  /** 1 for the lines inside a closed code fence that holds no heading's opening quotes. */
  readonly fenced: Uint8Array;
  /** Lines on which a heading begins. */
  readonly headingLines: ReadonlySet<number>;
}

export interface PlacedHeading {
  readonly heading: Heading;
  readonly line: number;
  /** Behind which triple quotes of its line it stands; it is a heading only if those close a block. */
  readonly behind?: number;
  /** The triple quotes that open its block. */
  readonly opening?: Opening;
}

export interface Opening extends TextRange {
  readonly line: number;
  /** Columns before the line's content. */
  readonly indent: number;
  /** Four or more quotes alone on a line open a block that the next such line closes: this one. */
  readonly longClose?: TextRange;
}

/** Lays a message out, in time linear in its length. */
export function layOut(text: string): MessageLayout {
  const lines = sourceLines(text);
  const runs = byLine(lines, quoteRuns(text));
  const closing = closingFences(text, lines);
  const longLines = longQuoteLines(lines, runs);
  const headings: PlacedHeading[] = [];
  lines.forEach((line, index) => {
    const lineRuns = runs[index] ?? [];
    for (let part = 0; part <= lineRuns.length; part += 1) {
      const before = lineRuns[part - 1];
      const after = lineRuns[part];
      const start = before?.end ?? line.start;
      const end = after?.start ?? line.contentEnd;
      const heading = readHeading(text, start, end);
      if (!heading) continue;
      const opening = openingAfter({ text, lines, runs, closing, longLines }, heading, index, after);
      const marked = heading.kind === 'final-answer' && heading.marked;
      if (!heading.colon && !marked && !opening) continue;
      headings.push({
        heading,
        line: index,
        ...(before ? { behind: before.end } : {}),
        ...(opening ? { opening } : {}),
      });
    }
  });
  const opened = new Int32Array(lines.length + 1);
  for (const { opening } of headings) if (opening) opened[opening.line + 1] = 1;
  for (let index = 1; index < opened.length; index += 1)
    opened[index] = (opened[index] ?? 0) + (opened[index - 1] ?? 0);
  const fenced = new Uint8Array(lines.length);
  const holdsOpening = ({ open, close }: { open: number; close: number }): boolean =>
    (opened[close + 1] ?? 0) > (opened[open] ?? 0);
  for (const { open, close } of codeFences(closing, holdsOpening)) fenced.fill(1, open + 1, close);
  return {
    text,
    lines,
    headings,
    runs,
    closingFences: closing,
    fenced,
    headingLines: new Set(headings.map(({ line }) => line)),
  };
}

const none: readonly QuoteRun[] = [];

function byLine(lines: readonly SourceLine[], runs: readonly QuoteRun[]): (readonly QuoteRun[])[] {
  let next = 0;
  return lines.map(({ end }) => {
    const first = next;
    while ((runs[next]?.start ?? Infinity) < end) next += 1;
    return next === first ? none : runs.slice(first, next);
  });
}

interface Parts {
  readonly text: string;
  readonly lines: readonly SourceLine[];
  readonly runs: readonly (readonly QuoteRun[])[];
  readonly closing: Int32Array;
  readonly longLines: ReadonlyMap<number, readonly number[]>;
}

/** The triple quotes that follow a heading: on its line, or on the next line that is not blank nor opens a fence. */
function openingAfter(
  parts: Parts,
  heading: Heading,
  line: number,
  sameLine: QuoteRun | undefined,
): Opening | undefined {
  const { text, lines, runs } = parts;
  const here = lines[line];
  if (!here) return undefined;
  const rest = text.slice(heading.range.end, sameLine?.start ?? here.contentEnd).trim();
  if (sameLine) {
    if (rest !== '') return undefined;
    return openingAt(parts, sameLine, line, here.indent);
  }
  if (rest !== '' && !(heading.kind === 'final-answer' && heading.marked)) return undefined;
  let fences = 0;
  for (let index = line + 1; index < lines.length; index += 1) {
    const next = lines[index];
    if (!next) return undefined;
    if (next.contentStart === next.contentEnd) continue;
    const run = runs[index]?.[0];
    if (run?.start === next.contentStart) return openingAt(parts, run, index, next.indent);
    if (
      fences > 0 ||
      !/^[`~]{3,}\w*$/.test(text.slice(next.contentStart, Math.min(next.contentEnd, next.contentStart + 40)))
    )
      return undefined;
    fences += 1;
  }
  return undefined;
}

function openingAt(parts: Parts, run: QuoteRun, line: number, indent: number): Opening {
  const { lines, longLines } = parts;
  const length = run.end - run.start;
  const here = lines[line];
  if (length === 3 || here?.contentStart !== run.start || here.contentEnd !== run.end) {
    return { start: run.start, end: run.start + 3, line, indent };
  }
  const close = firstAfter(longLines.get(length) ?? [], line);
  const closeLine = close === undefined ? undefined : lines[close];
  if (closeLine) {
    const longClose = { start: closeLine.contentStart, end: closeLine.contentEnd };
    return { start: run.start, end: run.end, line, indent, longClose };
  }
  return { start: run.start, end: length < 6 ? run.end : run.start + 3, line, indent };
}

/** Lines that hold four quotes or more and nothing else, by how many. */
function longQuoteLines(
  lines: readonly SourceLine[],
  runs: readonly (readonly QuoteRun[])[],
): Map<number, number[]> {
  const found = new Map<number, number[]>();
  lines.forEach((line, index) => {
    const run = runs[index]?.[0];
    if (run?.start !== line.contentStart || run.end !== line.contentEnd || run.end - run.start < 4) return;
    const length = run.end - run.start;
    const same = found.get(length);
    if (same) same.push(index);
    else found.set(length, [index]);
  });
  return found;
}

/** The first of some ascending numbers that is greater than a bound. */
function firstAfter(ascending: readonly number[], bound: number): number | undefined {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > bound) high = middle;
    else low = middle + 1;
  }
  return ascending[low];
}
