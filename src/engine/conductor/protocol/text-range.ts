/** A part of a text: offsets in UTF-16 code units, `end` exclusive, so that `text.slice(start, end)` is the part. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}
