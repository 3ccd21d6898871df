import { logicalLines, type LogicalLine, type ScannedSource } from './logical-lines.ts';

/** A statement at the left margin, with all that is indented under it. */
export interface TopLevel {
  /** `def` for functions (async ones too); the first word, or '' where it begins with a sign. */
  readonly keyword: string;
  /** The name after `def` or `class`. */
  readonly name?: string;
  readonly isAsync: boolean;
  /** The offset of its first character, decorators included. */
  readonly start: number;
  /** The offset after its last character; comments and blank lines after it are left out. */
  readonly end: number;
  /** 1-based line of its `def`, below any decorators. */
  readonly line: number;
  /** Of a `def`, `class` or other first line: the offset of the keyword, below any decorators. */
  readonly head: number;
  /** Its logical lines, the head first, decorators left out. */
  readonly lines: readonly LogicalLine[];
}

export interface Module {
  readonly text: string;
  readonly scanned: ScannedSource;
  readonly statements: readonly TopLevel[];
}

const definition = /(async[ \t]+)?(def|class)[ \t]+([\p{L}_][\p{L}\p{N}_]*)/uy;
const firstWord = /[A-Za-z_]\w*/y;
/** First words that go on with the statement before. */
const continuing = new Set(['else', 'elif', 'except', 'finally']);

/** The statements of a module, as far as they can be told from indentation. Total on any text. */
export function readModule(text: string): Module {
  const scanned = logicalLines(text);
  const statements: TopLevel[] = [];
  let decorators: LogicalLine[] = [];
  let lines: LogicalLine[] = [];
  const close = (): void => {
    const head = lines[0];
    const last = lines.at(-1);
    if (head && last)
      statements.push(topLevel(text, decorators[0]?.code ?? head.code, last.end, head, lines));
    decorators = [];
    lines = [];
  };
  for (const line of scanned.lines) {
    if (line.indent > 0 && (lines.length > 0 || decorators.length > 0)) {
      if (lines.length > 0) lines.push(line);
      continue;
    }
    const word = match(firstWord, text, line.code)?.[0] ?? '';
    if (continuing.has(word) && lines.length > 0) {
      lines.push(line);
      continue;
    }
    if (lines.length > 0) close();
    if (text[line.code] === '@') decorators.push(line);
    else lines.push(line);
  }
  close();
  return { text, scanned, statements };
}

function topLevel(
  text: string,
  start: number,
  end: number,
  head: LogicalLine,
  lines: LogicalLine[],
): TopLevel {
  const defined = match(definition, text, head.code);
  const base = { start, end, line: head.line, head: head.code, lines };
  const name = defined?.[3];
  if (defined && name !== undefined) {
    return { ...base, keyword: defined[2] ?? '', name, isAsync: defined[1] !== undefined };
  }
  return { ...base, keyword: match(firstWord, text, head.code)?.[0] ?? '', isAsync: false };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
