/** A document as the finder sees it: an editor's buffer or a file, no matter which. */
export interface PuzzleDocument {
  /** The file's name, with or without folders before it: `samples/queens.py`. Only the last part counts. */
  readonly name: string;
  readonly text: string;
  /** The text of another file in the same folder, by its bare name; undefined where there is none. */
  readonly siblings?: (name: string) => string | undefined;
}

/** The last part of a document's name. */
export function baseName(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

/** The line end that a document uses: that of its first line. */
export function lineEnd(text: string): '\r\n' | '\n' {
  const at = text.indexOf('\n');
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** The 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
