import type { MessageLayout } from './message-layout.ts';
import type { QuoteRun } from './quote-runs.ts';
import type { TextRange } from './text-range.ts';

/** Triple quotes inside a block that may close it, or open or close a string within it. */
export interface Delimiter extends TextRange {
  readonly line: number;
  readonly indent: number;
  /** What its place says by itself; `alone` and `leading` also depend on what is around the line. */
  readonly place: 'code' | 'alone' | 'leading' | 'closing';
  /** Read as code that opens a string, it may still have been the end of a sentence: `Do this:"""`. */
  readonly mayClose: boolean;
  /** Blank line, heading, rule, fence or nothing comes next. */
  readonly endFollows: boolean;
  /** The line before is blank or ends in a colon. */
  readonly openingPrecedes: boolean;
}

const codeBefore = /(?:[=([{,+%:]|(?:^|[\s=([{,+])[rRbBfFuU]{1,2}|(?:^|\s)(?:return|yield))$/;
const restOfSeparator = /^(?:-{3,}|\*{3,}|_{3,}|[`~]{3,}|ROUND \d+:?)$/;

/**
 * The delimiters of a message in the order of the text. Left out are the quotes that open a headed block, pairs
 * on one line (a one-line docstring), mentions in mid-sentence and, where `fences` count, what stands in code.
 */
export function delimiters(layout: MessageLayout, fences: boolean): Delimiter[] {
  const openings = new Set<number>();
  const headed = new Set<number>();
  for (const { opening, behind } of layout.headings) {
    if (opening) openings.add(opening.start);
    if (behind !== undefined && opening) headed.add(behind);
  }
  const found: Delimiter[] = [];
  layout.runs.forEach((runs, line) => {
    if (runs.length === 0 || (fences && layout.fenced[line] === 1)) return;
    let count = 0;
    let behindOpening = false;
    runs.forEach((run, index) => {
      const isOpening = openings.has(run.start);
      count += isOpening ? 0 : run.count;
      const ends =
        isOpening ||
        index === runs.length - 1 ||
        headed.has(run.end) ||
        openings.has(runs[index + 1]?.start ?? -1);
      if (!ends) return;
      if (!isOpening && count % 2 === 1) {
        const delimiter = delimiterOf(layout, line, runs, index, {
          headed: headed.has(run.end),
          behindOpening,
        });
        if (delimiter) found.push(delimiter);
      }
      count = isOpening && run.count > 1 ? run.count - 1 : 0;
      if (isOpening) behindOpening = true;
    });
  });
  return found;
}

function delimiterOf(
  layout: MessageLayout,
  lineIndex: number,
  runs: readonly QuoteRun[],
  runIndex: number,
  context: { readonly headed: boolean; readonly behindOpening: boolean },
): Delimiter | undefined {
  const { text, lines, headingLines } = layout;
  const line = lines[lineIndex];
  const run = runs[runIndex];
  if (!line || !run) return undefined;
  // Behind text the last three quotes of a longer run count: the first belongs to `he said "yes"`.
  const start = run.start === line.contentStart ? run.start : run.end - 3;
  const range = { start, end: run.end };
  const before = text.slice(Math.max(line.contentStart, start - 40), start);
  const leading = before === '';
  const trailing = run.end === line.contentEnd;
  const attached = leading || !/\s$/.test(before);
  const code = !leading && codeBefore.test(before.trimEnd());
  const next = lines[lineIndex + 1];
  const previous = lines[lineIndex - 1];
  const nextContent = next
    ? text.slice(next.contentStart, Math.min(next.contentEnd, next.contentStart + 40))
    : '';
  const shared = {
    ...range,
    line: lineIndex,
    indent: line.indent,
    endFollows:
      trailing &&
      (nextContent === '' || headingLines.has(lineIndex + 1) || restOfSeparator.test(nextContent)),
    openingPrecedes:
      !previous ||
      previous.contentStart === previous.contentEnd ||
      /[:：]/.test(text.charAt(previous.contentEnd - 1)),
  };
  if (context.headed) return { ...shared, place: 'closing', mayClose: true };
  if (code) return { ...shared, place: 'code', mayClose: trailing && attached && /[,:]$/.test(before) };
  if (context.behindOpening || (!leading && trailing)) return { ...shared, place: 'closing', mayClose: true };
  if (leading && trailing) return { ...shared, place: 'alone', mayClose: true };
  if (leading) return { ...shared, place: 'leading', mayClose: true };
  // In mid-line: `stop.""" Then I wait` closes, `handle """ well` and `a"""b` are mentions.
  return attached && /^\s/.test(text.slice(run.end, run.end + 1))
    ? { ...shared, place: 'closing', mayClose: true }
    : undefined;
}
