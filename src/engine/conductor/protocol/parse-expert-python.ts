import { closingFences } from './code-fences.ts';
import { sourceLines } from './source-line.ts';
import type { SourceLine } from './source-line.ts';
import type { TextRange } from './text-range.ts';

/** What a reply of Expert Python asks for. The code is a model's text: it runs in the sandbox or nowhere. */
export interface ExpertPythonReply {
  /** The reply asks for its code to be run. */
  readonly asks: boolean;
  /** `Please run this code!`, where it stands. */
  readonly phraseRange?: TextRange;
  /** The program: the last fenced block before that phrase, the fence's own indentation taken off. */
  readonly code?: string;
  /** Where the program comes from; there whenever `code` is. */
  readonly block?: PythonBlock;
}

export interface PythonBlock {
  /** Where the lines of the program stand in the reply. */
  readonly range: TextRange;
  /** The word after the opening fence, lower case; empty where there is none. */
  readonly language: string;
  /** False where the closing fence is missing: the block then ends at the phrase. */
  readonly closed: boolean;
}

/** The published phrase (Suzgun & Kalai 2024), whatever its case, emphasis and punctuation. */
const phrase =
  /please[\s,*_]{1,4}run[\s*_]{1,4}(?:this|the)[\s*_]{1,4}(?:python[\s*_]{1,4})?code\b[*_]{0,3}!?/gi;

/**
 * Reads a reply of Expert Python. Where the phrase comes more than once, the first one with code before it counts;
 * inside a block (a closing comment, say) it asks for that block. Total, and linear in the length of the reply.
 */
export function parseExpertPython(text: string): ExpertPythonReply {
  const blocks = fencedBlocks(text);
  let first: TextRange | undefined;
  let next = 0;
  for (const { 0: words, index } of text.matchAll(phrase)) {
    const range = { start: index, end: index + words.length };
    first ??= range;
    while (next < blocks.length && (blocks[next]?.outer.start ?? Infinity) < index) next += 1;
    const block = blocks[next - 1];
    if (block) return { asks: true, phraseRange: range, ...programOf(text, block, range) };
  }
  return first ? { asks: true, phraseRange: first } : { asks: false };
}

interface FencedBlock {
  readonly outer: TextRange;
  readonly inner: TextRange;
  readonly language: string;
  readonly indent: number;
  readonly closed: boolean;
}

/** The fenced blocks of a text in order; one that nothing closes runs to the end of the text. */
function fencedBlocks(text: string): FencedBlock[] {
  const lines = sourceLines(text);
  const closing = closingFences(text, lines);
  const blocks: FencedBlock[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    const opening = line && openingFence(text, line);
    if (!line || !opening) continue;
    if (opening.inline) {
      blocks.push({
        outer: { start: line.contentStart, end: line.contentEnd },
        inner: opening.inline,
        language: opening.language,
        indent: 0,
        closed: true,
      });
      continue;
    }
    const closeIndex = closing[index] ?? -1;
    const close = lines[closeIndex];
    const start = lines[index + 1]?.start ?? text.length;
    const end = close ? (lines[closeIndex - 1]?.end ?? start) : text.length;
    blocks.push({
      outer: { start: line.contentStart, end: close?.contentEnd ?? text.length },
      inner: { start, end: Math.max(start, end) },
      language: opening.language,
      indent: line.contentStart - line.start,
      closed: close !== undefined,
    });
    if (!close) break;
    index = closeIndex;
  }
  return blocks;
}

function openingFence(text: string, line: SourceLine): { language: string; inline?: TextRange } | undefined {
  const content = text.slice(line.contentStart, line.contentEnd);
  const fence = /^(?:`{3,}|~{3,})/.exec(content)?.[0];
  if (fence === undefined) return undefined;
  const language = /^[ \t]*([\w+-]*)/.exec(content.slice(fence.length))?.[1]?.toLowerCase() ?? '';
  if (!content.slice(fence.length).includes('`')) return { language };
  // A whole block on one line: ```print(1)```
  const tail = /`{3,}$/.exec(content)?.[0];
  if (!fence.startsWith('`') || tail === undefined || fence.length + tail.length >= content.length)
    return undefined;
  const named = /^(?:python3?|py)[ \t]+/i.exec(content.slice(fence.length))?.[0] ?? '';
  const inline = {
    start: line.contentStart + fence.length + named.length,
    end: line.contentEnd - tail.length,
  };
  return { language: named.trim().toLowerCase(), inline };
}

function programOf(text: string, block: FencedBlock, asked: TextRange): { code: string; block: PythonBlock } {
  let { end } = block.inner;
  // Not closed before the phrase: the phrase is no part of the program.
  if (!block.closed && asked.start < end) end = Math.max(block.inner.start, lineStart(text, asked.start));
  const range = { start: block.inner.start, end };
  const raw = text.slice(range.start, range.end);
  const dedented =
    block.indent === 0
      ? raw
      : raw.replace(/^[ \t]+/gm, (space) => space.slice(Math.min(space.length, block.indent)));
  return {
    code: dedented.trimEnd(),
    block: { range, language: block.language, closed: block.closed },
  };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
