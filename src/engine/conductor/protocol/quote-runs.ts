import type { TextRange } from './text-range.ts';

/** A run of three or more `"` in a row that can delimit something. */
export interface QuoteRun extends TextRange {
  /** How many `"""` it holds: one for three to five quotes, two (an empty string) for six. */
  readonly count: number;
}

/**
 * The runs of triple quotes of a text. Escaped ones (`\"""`) and those quoted themselves (between backticks or
 * single quotes) are mentions and left out; `'''` never counts.
 */
export function quoteRuns(text: string): QuoteRun[] {
  const runs: QuoteRun[] = [];
  for (let at = text.indexOf('"""'); at >= 0; at = text.indexOf('"""', at)) {
    let end = at + 3;
    while (text[end] === '"') end += 1;
    const before = text[at - 1];
    const quoted = (before === '`' || before === "'") && text[end] === before;
    if (before !== '\\' && !quoted) runs.push({ start: at, end, count: Math.floor((end - at) / 3) });
    at = end;
  }
  return runs;
}
