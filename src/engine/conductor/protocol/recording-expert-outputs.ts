import { expertKey } from './expert-name.ts';
import { splitPythonRun } from './recording-python-run.ts';
import type { RecordedPythonRun } from './recording-python-run.ts';
import type { TextRange } from './text-range.ts';

/** A user message to the conductor, taken apart: the replies of the experts it had called. */
export interface ExpertOutputs {
  /** `ROUND k:` at its start. */
  readonly round?: number;
  /** None in a reminder. */
  readonly outputs: readonly ExpertOutput[];
  /** What follows the replies: the nudge, and in the last round its notice. Without replies, all that was said. */
  readonly rest: string;
}

export interface ExpertOutput {
  /** What stands before `'s output:`, as it is: the whole line, where the conductor wrote more than a name. */
  readonly heading: string;
  /** The expert named last in the heading. */
  readonly name: string;
  readonly key: string;
  /** `Expert Name's output's output:`: an invented reply that was taken for a call. */
  readonly hallucinated: boolean;
  /** All that stands between the quotes. */
  readonly text: string;
  /** The expert's own words: the text up to what was appended when its code ran. */
  readonly reply: string;
  readonly run?: RecordedPythonRun;
  /** From the heading to the closing quotes. */
  readonly range: TextRange;
}

const round = /^ROUND (\d+):\s*/;
/**
 * Takes a recorded user message apart. A reply may hold triple quotes: it ends where the next heading follows the
 * quotes at once (so the recordings join replies) or after a blank line (so Baton does); the last one ends at the
 * message's last quotes that stand at a line's beginning.
 */
export function parseExpertOutputs(text: string): ExpertOutputs {
  const number = round.exec(text);
  const numbered = number ? { round: Number(number[1]) } : {};
  const outputs: ExpertOutput[] = [];
  const heads = headingsIn(text);
  let rest = number?.[0].length ?? 0;
  heads.forEach((head, index) => {
    const next = heads[index + 1];
    const close = text.lastIndexOf(`\n${head.quotes}`, (next?.start ?? text.length) - 1);
    if (close < head.end - 1) return;
    const end = close + 1 + head.quotes.length;
    outputs.push(
      outputOf(head.line, text.slice(head.end, Math.max(head.end, close)), { start: head.start, end }),
    );
    rest = end;
  });
  return { ...numbered, outputs, rest: text.slice(rest).trim() };
}

interface Head extends TextRange {
  readonly line: string;
  readonly quotes: string;
}

/** The headings that begin the message or follow the closing quotes of the reply before. */
function headingsIn(text: string): Head[] {
  const marker = "'s output:";
  const from = round.exec(text)?.[0].length ?? 0;
  const beginning = from + text.slice(from).search(/\S|$/);
  const heads: Head[] = [];
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 1)) {
    const opening = /^(\r?\n)("{3,})\r?\n/.exec(text.slice(at + marker.length, at + marker.length + 100));
    if (!opening) continue;
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const joined = /^"{3,}/.exec(text.slice(lineStart, at))?.[0].length ?? 0;
    const start = lineStart + joined;
    const line = text.slice(start, at);
    if (!/\bExpert /.test(line) || line.includes('"')) continue;
    const last = heads.at(-1);
    if (last ? !follows(text, start, last) : start !== beginning) continue;
    heads.push({ start, end: at + marker.length + opening[0].length, line, quotes: opening[2] ?? '' });
  }
  return heads;
}

/** Whether a heading stands right behind closing quotes as long as those that opened the reply before. */
function follows(text: string, start: number, { end, quotes }: Head): boolean {
  const before = text.slice(Math.max(end - 1, start - quotes.length - 5), start);
  return new RegExp(`\\n${quotes}(?:\\r?\\n\\r?\\n)?$`).test(before);
}

function outputOf(line: string, text: string, range: TextRange): ExpertOutput {
  const hallucinated = /['’]s output$/i.test(line);
  const last = line.slice(line.lastIndexOf('Expert ')).replace(/(?:['’]s output)+$/i, '');
  const name = last
    .replace(/[*_`:]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return { heading: line, name, key: expertKey(name), hallucinated, text, range, ...splitPythonRun(text) };
}
