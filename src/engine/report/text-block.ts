import { count, counted } from './figures.ts';
import { html, type Html, type HtmlValue } from './html.ts';

/** What is beyond stays in the journal, and is counted: browsers choke on single texts of many megabytes. */
export const longestText = 1_000_000;

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([\w+#.-]{0,30})[ \t]*$/;

/** A text as it was said, its fenced code in blocks of their own. */
export function textBlock(text: string): Html {
  if (text.trim() === '') return html`<p class="nothing">(empty)</p>`;
  const { kept, rest } = cut(text);
  return html`<div class="text" dir="auto">${pieces(kept).map((piece) =>
    piece.code
      ? html`<pre class="code" dir="ltr" tabindex="0">
${broken(piece.text)}</pre>`
      : html`<div class="words">${broken(piece.text)}</div>`,
  )}</div>${rest}`;
}

/** A text of which every character counts: code, output, JSON. */
export function codeBlock(text: string): Html {
  if (text === '') return html`<p class="nothing">(empty)</p>`;
  const { kept, rest } = cut(text);
  return html`<pre class="code" dir="ltr" tabindex="0">
${broken(kept)}</pre>${rest}`;
}

/** Any JSON, for what the report has no better form for. */
export function jsonBlock(value: unknown): Html {
  return codeBlock(prettyJson(value));
}

/** A text that may be long: folded, with its beginning and its length, where it is. */
export function foldLong(text: string, longest: number, block: (text: string) => Html): Html {
  if (text.length <= longest) return block(text);
  const lines = text.split('\n').length;
  return html`<details class="fold"><summary><span class="preview"><bdi>${preview(text, 90)}</bdi></span> <span class="count">${counted(text.length, 'character')}, ${counted(lines, 'line')}</span></summary>${block(text)}</details>`;
}

/** The beginning of a text in one line. */
export function preview(text: string, length: number): string {
  const line = text
    .slice(0, length * 2)
    .trim()
    .replace(/\s+/gu, ' ');
  return line.length > length || text.length > length * 2 ? `${safeSlice(line, length)}…` : line;
}

/** JSON with its structure on lines; what is nested beyond all measure is only named. */
export function prettyJson(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2);
  } catch (error) {
    // Deeper than the stack: no tool makes such a thing, a file can hold it.
    if (error instanceof RangeError) return '(nested too deeply to be shown; it stands in the journal)';
    throw error;
  }
}

/** Browsers take minutes to wrap a line of a megabyte, and no time for the same in blocks of this length. */
const longestLine = 4000;
const pieceOfLine = new RegExp(`\\n|[^\\n]{1,${longestLine}}`, 'gu');

/** A text whose over-long lines are broken into blocks. */
function broken(text: string): HtmlValue {
  if (!hasLongLine(text)) return text;
  const parts: HtmlValue[] = [];
  let block = false;
  for (const [part] of text.matchAll(pieceOfLine)) {
    if (part === '\n') {
      // A block ends its line by itself.
      if (!block) parts.push(part);
      block = false;
      continue;
    }
    block ||= part.length >= longestLine - 1;
    parts.push(block ? html`<span class="block">${part}</span>` : part);
  }
  return parts;
}

function hasLongLine(text: string): boolean {
  for (let start = 0; start + longestLine < text.length;) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > longestLine) return true;
    if (end < 0) return false;
    start = end + 1;
  }
  return false;
}

function cut(text: string): { kept: string; rest: Html | undefined } {
  if (text.length <= longestText) return { kept: text, rest: undefined };
  const kept = safeSlice(text, longestText);
  const more = count(text.length - kept.length);
  return { kept, rest: html`<p class="nothing">${more} more characters stand in the journal.</p>` };
}

/** A slice from the start that cuts no surrogate pair. */
function safeSlice(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** The lines between the first and the last that hold something: the gap to a block of code is the page's. */
function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const holds = (line: string): boolean => line.trim() !== '';
  return lines.slice(lines.findIndex(holds), lines.findLastIndex(holds) + 1);
}

/** Cuts at Markdown's code fences. A fence that nothing closes is text like any other. */
function pieces(text: string): Piece[] {
  if (!/^ {0,3}(?:```|~~~)/m.test(text)) return [{ code: false, text }];
  const found: Piece[] = [];
  let words: string[] = [];
  let open: { mark: string; line: string; code: string[] } | undefined;
  const flush = (): void => {
    if (words.some((line) => line.trim() !== ''))
      found.push({ code: false, text: withoutBlankEnds(words).join('\n') });
    words = [];
  };
  for (const line of text.split('\n')) {
    const [, mark, language] = fence.exec(line.replace(/\r$/, '')) ?? [];
    if (open) {
      if (mark !== undefined && language === '' && mark.startsWith(open.mark)) {
        flush();
        found.push({ code: true, text: open.code.join('\n') });
        open = undefined;
      } else open.code.push(line);
    } else if (mark !== undefined) open = { mark, line, code: [] };
    else words.push(line);
  }
  if (open) words.push(open.line, ...open.code);
  flush();
  return found;
}
