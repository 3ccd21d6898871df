/** One line of a text: offsets into the text, line ending left out. */
export interface SourceLine {
  readonly start: number;
  readonly end: number;
  /** Where the first character stands that is no white space; `end` on a blank line. */
  readonly contentStart: number;
  /** Behind the last character that is no white space; `contentStart` on a blank line. */
  readonly contentEnd: number;
  /** Columns of white space before `contentStart`; a tab counts as four. */
  readonly indent: number;
}

/** The lines of a text. `\n`, `\r\n` and a lone `\r` end a line; a text has at least one line. */
export function sourceLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = 0;
  for (;;) {
    let end = start;
    while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end += 1;
    lines.push(sourceLine(text, start, end));
    if (end >= text.length) return lines;
    start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}

function sourceLine(text: string, start: number, end: number): SourceLine {
  let contentStart = start;
  let indent = 0;
  while (contentStart < end && isSpace(text[contentStart])) {
    indent += text[contentStart] === '\t' ? 4 : 1;
    contentStart += 1;
  }
  let contentEnd = end;
  while (contentEnd > contentStart && isSpace(text[contentEnd - 1])) contentEnd -= 1;
  return { start, end, contentStart, contentEnd, indent };
}

/** White space as `trim` sees it. */
function isSpace(character: string | undefined): boolean {
  return character?.trim() === '';
}
