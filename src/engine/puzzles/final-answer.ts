/**
 * Takes a final answer out of what stands around it: the protocol's `FINAL ANSWER:` heading with its triple
 * quotes, where a caller left them on. Everything else is kept.
 */
export function finalAnswerText(text: string): string {
  const unified = text.replace(/\r\n?/g, '\n');
  const heading = /^.*\bFINAL ANSWER:[ \t]*\n?/gim;
  let after = unified;
  for (let match = heading.exec(unified); match; match = heading.exec(unified)) {
    after = unified.slice(match.index + match[0].length);
    if (!match[0].endsWith('\n')) after = unified.slice(match.index + match[0].search(/ANSWER:/i) + 7);
  }
  const quoted = /^\s*"""([\s\S]*?)"""/.exec(after);
  return (quoted?.[1] ?? after).trim();
}

/** A fenced block: the word after the opening fence, and what it holds. */
export interface Fence {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a Markdown text, in order; one that is never closed goes to the end. */
export function fences(text: string): Fence[] {
  const found: Fence[] = [];
  let open: { marker: string; indent: number; language: string; lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const fence = /^(\s*)(`{3,}|~{3,})\s*([^\s`]*)[^`]*$/.exec(line);
    if (open) {
      if (fence?.[2] !== undefined && fence[2].startsWith(open.marker) && fence[3] === '') {
        found.push({ language: open.language, text: open.lines.join('\n') });
        open = undefined;
      } else {
        open.lines.push(withoutIndent(line, open.indent));
      }
    } else if (fence?.[2] !== undefined) {
      const language = (fence[3] ?? '').toLowerCase();
      open = { marker: fence[2], indent: fence[1]?.length ?? 0, language, lines: [] };
    }
  }
  if (open) found.push({ language: open.language, text: open.lines.join('\n') });
  return found;
}

/** The content of the last `\boxed{…}` or `\text{…}`-like wrapper with balanced braces. */
export function boxed(text: string): string | undefined {
  const at = text.lastIndexOf('\\boxed{');
  if (at === -1) return undefined;
  const start = at + '\\boxed{'.length;
  let depth = 1;
  for (let i = start; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return text.slice(start, i);
  }
  return undefined;
}

/**
 * Takes off what only sets an answer in type: a fence, `\boxed{}`, `$…$`, `\(…\)`, `**…**`, backticks, quotes.
 * Words around the answer stay.
 */
export function withoutTypesetting(text: string): string {
  let bare = text.trim();
  for (let before = ''; before !== bare;) {
    before = bare;
    const only = fences(bare);
    if (only.length === 1 && /^(`{3,}|~{3,})/.test(bare) && /(`{3,}|~{3,})$/.test(bare))
      bare = only[0]?.text ?? '';
    bare = bare.trim();
    for (const pattern of wrappers) bare = (pattern.exec(bare)?.[1] ?? bare).trim();
  }
  return bare;
}

const wrappers = [
  /^\\boxed\{([^{}]*)\}$/,
  /^\$\$?([^$]*)\$?\$$/,
  /^\\\(([\s\S]*)\\\)$/,
  /^\\\[([\s\S]*)\\\]$/,
  /^\*\*([^*]*)\*\*$/,
  /^__([^_]*)__$/,
  /^`([^`]*)`$/,
  /^"([^"]*)"$/,
  /^'([^']*)'$/,
  /^“([^”]*)”$/,
];

function withoutIndent(line: string, indent: number): string {
  let at = 0;
  while (at < indent && (line[at] === ' ' || line[at] === '\t')) at++;
  return line.slice(at);
}
