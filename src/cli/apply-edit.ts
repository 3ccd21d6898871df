import type { TextEdit } from '../engine/puzzles/puzzle.ts';

/** A text with one part replaced; all other bytes stay. */
export function applyEdit(text: string, { range, newText }: TextEdit): string {
  return text.slice(0, range.start) + newText + text.slice(range.end);
}
