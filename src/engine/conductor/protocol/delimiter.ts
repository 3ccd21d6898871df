import type { MessageLayout } from './message-layout.ts';
import type { QuoteRun } from './quote-runs.ts';
import type { SourceLine } from './source-line.ts';
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

/** Text after which triple quotes open a string in code: `x = `, `f(`, `r`, `return`. */
const codeBefore = /(?:[=([{,:]|\s\+|(?:^|[\s=([{,+])[rRbBfFuU]{1,2}|(?:^|\s)(?:return|yield))$/;
/** Rules, bare fences and echoed round numbers come between blocks. */
const separator = /^(?:-{3,}|\*{3,}|_{3,}|[`~]{3,}|ROUND \d+:?)$/;
const longestSeparator = 40;

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
  const { text, lines } = layout;
  const line = lines[lineIndex];
  const run = runs[runIndex];
  if (!line || !run) return undefined;
  const leading = run.start === line.contentStart;
  const trailing = run.end === line.contentEnd;
  // Behind text the last three quotes of a longer run count: the first belongs to `he said "yes"`.
  const start = leading ? run.start : run.end - 3;
  const before = leading ? '' : text.slice(Math.max(line.contentStart, start - 40), start);
  const attached = before.trimEnd() === before;
  const place = placeOf(
    before.trimEnd(),
    attached,
    leading,
    trailing,
    /\s/.test(text.charAt(run.end)),
    context,
  );
  if (place === undefined) return undefined;
  return {
    start,
    end: run.end,
    line: lineIndex,
    indent: line.indent,
    place,
    mayClose: place !== 'code' || (trailing && attached && /[,:]$/.test(before)),
    endFollows: trailing && endsBefore(layout, lineIndex + 1),
    openingPrecedes: opensBehind(text, lines[lineIndex - 1]),
  };
}

function placeOf(
  before: string,
  attached: boolean,
  leading: boolean,
  trailing: boolean,
  spaceFollows: boolean,
  context: { readonly headed: boolean; readonly behindOpening: boolean },
): Delimiter['place'] | undefined {
  if (context.headed) return 'closing';
  if (leading) return trailing ? 'alone' : 'leading';
  if (codeBefore.test(before)) return 'code';
  if (context.behindOpening || trailing) return 'closing';
  // In mid-line: `stop.""" Then I wait` closes, `handle """ well` and `a"""b` are mentions.
  return attached && spaceFollows ? 'closing' : undefined;
}

/** Whether a block may end before a line: it is blank or missing, a heading, or a separator. */
function endsBefore({ text, lines, headingLines }: MessageLayout, index: number): boolean {
  const line = lines[index];
  if (!line || line.contentStart === line.contentEnd || headingLines.has(index)) return true;
  if (line.contentEnd - line.contentStart > longestSeparator) return false;
  return separator.test(text.slice(line.contentStart, line.contentEnd));
}

/** Whether a quotation may begin behind a line: it is blank or missing, or ends in a colon. */
function opensBehind(text: string, line: SourceLine | undefined): boolean {
  if (!line || line.contentStart === line.contentEnd) return true;
  const last = text[line.contentEnd - 1];
  return last === ':' || last === '：';
}
