import type { TextEdit } from '../puzzle.ts';
import type { FunctionShape } from '../python-source/function-shape.ts';
import { reindent } from '../python-source/reindent.ts';
import type { TopLevel } from '../python-source/top-level.ts';

/** A function in its document. */
export interface FunctionPlace {
  readonly text: string;
  readonly statement: TopLevel;
  readonly shape: FunctionShape;
  readonly lineEnd: string;
  /** One level of indentation. */
  readonly unit: string;
}

/** The edit that puts a body (not indented) under the signature and docstring. */
export function bodyEdit(place: FunctionPlace, body: string): TextEdit {
  const { text, shape } = place;
  const indent = shape.indent ?? place.unit;
  const newText = reindent(body, indent, place.unit).replaceAll('\n', place.lineEnd);
  const { start, end } = shape.body;
  const atLineStart = start < end && (text[start - 1] === '\n' || text[start - 1] === '\r');
  return { range: { start, end }, newText: atLineStart ? newText : place.lineEnd + newText };
}

/** The body that stands there, not indented; undefined where it is only a placeholder. */
export function standingBody({ text, shape }: FunctionPlace): string | undefined {
  const { start, end } = shape.body;
  const code = text.slice(start, end);
  const atLineStart = text[start - 1] === '\n' || text[start - 1] === '\r';
  const body = atLineStart ? reindent(code, '', '    ') : code.replace(/^[\s;]+/, '').replace(/\r\n?/g, '\n');
  return placeholder.test(body) ? undefined : body.trimEnd();
}

const placeholder =
  /^\s*(?:pass|\.\.\.|raise[ \t]+NotImplementedError\b[^\n]*|return[ \t]*(?:None)?[ \t]*(?:#[^\n]*todo[^\n]*)?)?\s*(?:#[^\n]*)?\s*$/i;

/** The document with that body. */
export function withBody(place: FunctionPlace, body: string): string {
  const { range, newText } = bodyEdit(place, body);
  return place.text.slice(0, range.start) + newText + place.text.slice(range.end);
}

/** The document without the function's body, on the same lines: signature and docstring stay. */
export function withoutBody(place: FunctionPlace): string {
  const { cut, filler, after } = around(place);
  const removed = place.text.slice(cut, place.statement.end).replace(/[^\r\n]/g, '');
  return `${place.text.slice(0, cut)}${filler}${removed}${after}`;
}

/** More of a document than this is not shown to a model. */
const mostShown = 20_000;

/** What a model is shown: the document without the function's body, or the function alone where that is long. */
export function shownSource(place: FunctionPlace): string {
  const { cut, filler, after } = around(place);
  const whole = `${place.text.slice(0, cut)}${filler}${after}`;
  return whole.length <= mostShown ? whole : `${place.text.slice(place.statement.start, cut)}${filler}`;
}

function around({ text, statement, shape }: FunctionPlace): { cut: number; filler: string; after: string } {
  return {
    cut: shape.docstring?.end ?? shape.headerEnd,
    filler: shape.docstring ? '' : ' pass',
    after: text.slice(statement.end),
  };
}
