import type { TopLevel } from './top-level.ts';
import { logicalLines } from './logical-lines.ts';

/** Where the parts of a function lie, as offsets into its document. */
export interface FunctionShape {
  /** After the `:` that ends the signature. */
  readonly headerEnd: number;
  /** The docstring literal, quotes included. */
  readonly docstring?: { readonly start: number; readonly end: number; readonly line: number };
  /** The body without docstring: from its first statement's line start to its end. Empty where there is none. */
  readonly body: { readonly start: number; readonly end: number };
  /** The whitespace before the body's (or docstring's) statements; undefined where the body is on the `def` line or missing. */
  readonly indent?: string;
}

/** The shape of a function that readModule found; undefined where its signature is not finished. */
export function functionShape(text: string, statement: TopLevel): FunctionShape | undefined {
  const head = statement.lines[0];
  if (!head) return undefined;
  const headerEnd = signatureEnd(text, statement.head, head.end);
  if (headerEnd === undefined) return undefined;
  const inline = text.slice(headerEnd, head.end).trim() !== '';
  if (inline) return { headerEnd, body: { start: headerEnd, end: statement.end } };
  const [first, second] = statement.lines.slice(1);
  if (!first) return { headerEnd, body: { start: headerEnd, end: headerEnd } };
  const indent = text.slice(first.start, first.code);
  const isDocstring = /^[rRuU]?(?:"""|'''|"|')/.test(text.slice(first.code, first.code + 4));
  const docstringEnd = isDocstring ? endOfString(text, first.code, first.end) : undefined;
  if (docstringEnd === undefined)
    return { headerEnd, body: { start: first.start, end: statement.end }, indent };
  const docstring = { start: first.code, end: docstringEnd, line: first.line };
  if (docstringEnd < first.end) {
    // `"""…"""; more` on one line: what follows the docstring is the body.
    return { headerEnd, docstring, body: { start: docstringEnd, end: statement.end }, indent };
  }
  const body = second
    ? { start: second.start, end: statement.end }
    : { start: docstringEnd, end: docstringEnd };
  return { headerEnd, docstring, body, indent };
}

/** The first parameter's annotation, as written. */
export function firstAnnotation(text: string, statement: TopLevel, shape: FunctionShape): string | undefined {
  const open = text.indexOf('(', statement.head);
  if (open === -1 || open > shape.headerEnd) return undefined;
  let colon = -1;
  let depth = 0;
  for (let at = open + 1; at < shape.headerEnd; at++) {
    const character = text[at] ?? '';
    if (depth === 0 && character === ':' && colon === -1) colon = at + 1;
    if (depth === 0 && (character === ',' || character === ')' || character === '=')) {
      return colon === -1 ? undefined : text.slice(colon, at).trim();
    }
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character)) depth--;
  }
  return undefined;
}

/** The offset after the colon outside all brackets and strings, between `from` and `to`. */
function signatureEnd(text: string, from: number, to: number): number | undefined {
  let depth = 0;
  let opened = false;
  for (let at = from; at < to; at++) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") {
      at = (endOfString(text, at, to) ?? to) - 1;
    } else if (character === '#') {
      while (at < to && text[at] !== '\n') at++;
    } else if ('([{'.includes(character)) {
      depth++;
      opened = true;
    } else if (')]}'.includes(character)) {
      depth--;
    } else if (character === ':' && depth === 0 && opened) {
      return at + 1;
    }
  }
  return undefined;
}

/** The end of the string literal at `start`, or undefined where it is not closed before `to`. */
function endOfString(text: string, start: number, to: number): number | undefined {
  let at = start;
  while (/[rRuUbBfF]/.test(text[at] ?? '')) at++;
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  const marker = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  for (at += marker.length; at < to; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(marker, at)) return at + marker.length;
  }
  return undefined;
}

/** True where the text is one logical line, so that it can stand as a value behind `return`. */
export function isOneLogicalLine(text: string): boolean {
  return logicalLines(text).lines.length === 1;
}
