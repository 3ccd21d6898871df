import { hiddenCharacter } from '../../src/engine/hidden-characters.ts';

/**
 * Text as it is shown: nothing in it is hidden. Characters that would not be seen, or that would move others
 * about, become chips that say what they are.
 */

/** A stretch of text that is shown alike. */
export interface Piece {
  readonly text: string;
  /** What stands in place of characters that cannot be seen. */
  readonly chip?: string;
  /** It lies in a match of find; `current` in the one that was gone to. */
  readonly marked?: 'match' | 'current';
}

/** A run of lines that is set alike: prose, or the lines of a fenced block with its fences. */
export interface Block {
  readonly code: boolean;
  readonly text: string;
}

/**
 * What is shown by a chip: hidden characters (a carriage return that ends a line is none), a joiner that joins
 * nothing (between Persian letters or emoji it does), selectors that carry data instead of a glyph's form, and
 * floods of combining marks.
 */
const unseen = new RegExp(
  [
    String.raw`(?!\r\n)${hiddenCharacter}`,
    String.raw`(?<!\P{ASCII})(?:\u200c|\u200d)`,
    String.raw`(?!\ufe0e|\ufe0f)\p{Variation_Selector}`,
    String.raw`\p{M}{5,}`,
  ].join('|'),
  'gu',
);

/** Most texts are this, and need no closer look. */
const plain = /^[\t\n\x20-\x7e]*$/;

/** Splits a text into pieces that, put together, are the text. @param marks [start, end, current], ascending */
export function piecesOf(text: string, marks: readonly (readonly [number, number, boolean])[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end, current] of marks) {
    if (start < at) continue;
    addPieces(pieces, text.slice(at, start), undefined);
    addPieces(pieces, text.slice(start, end), current ? 'current' : 'match');
    at = end;
  }
  addPieces(pieces, text.slice(at), undefined);
  return pieces;
}

function addPieces(pieces: Piece[], text: string, marked: Piece['marked']): void {
  const as = marked === undefined ? {} : { marked };
  if (plain.test(text)) {
    if (text !== '') pieces.push({ text, ...as });
    return;
  }
  let at = 0;
  for (const { 0: hidden, index } of text.matchAll(unseen)) {
    if (index > at) pieces.push({ text: text.slice(at, index), ...as });
    at = index + hidden.length;
    const last = pieces.at(-1);
    // A thousand of the same one are one chip.
    if (last?.chip !== undefined && last.marked === marked && isRepeat(last.text, hidden)) {
      pieces[pieces.length - 1] = { ...last, text: last.text + hidden, chip: '' };
    } else {
      pieces.push({ text: hidden, chip: '', ...as });
    }
  }
  if (at < text.length) pieces.push({ text: text.slice(at), ...as });
  pieces.forEach((piece, index) => {
    if (piece.chip === '') pieces[index] = { ...piece, chip: chipOf(piece.text) };
  });
}

function isRepeat(text: string, hidden: string): boolean {
  return hidden.length <= 2 && text.startsWith(hidden) && text.length % hidden.length === 0;
}

function chipOf(text: string): string {
  const [first = ''] = text;
  const code = first.codePointAt(0) ?? 0;
  if (/^\p{M}{5,}$/u.test(text) && !/^(.)\1+$/u.test(text)) return `[${text.length} combining marks]`;
  const times = text.length / first.length;
  return times > 1 ? `${nameOf(code)}×${times}` : nameOf(code);
}

/** Unicode has pictures of the oldest controls; others are named by number, as VS Code does. */
function nameOf(code: number): string {
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Splits a text at its code fences. Nothing is lost: the blocks, put together, are the text. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let fence: string | undefined;
  const cut = (end: number, code: boolean): void => {
    if (end > start) blocks.push({ code, text: text.slice(start, end) });
    start = end;
  };
  for (const line of text.matchAll(/^[ \t]{0,3}(`{3,}|~{3,})([^\n]*)(\n|$)/gm)) {
    const [whole, marker = '', rest = ''] = line;
    if (fence === undefined) {
      // An inline run of backquotes on a line of its own is no fence.
      if (marker.startsWith('`') && rest.includes('`')) continue;
      cut(line.index, false);
      fence = marker;
    } else if (marker.startsWith(fence) && rest.trim() === '') {
      cut(line.index + whole.length, true);
      fence = undefined;
    }
  }
  cut(text.length, fence !== undefined);
  return blocks;
}
