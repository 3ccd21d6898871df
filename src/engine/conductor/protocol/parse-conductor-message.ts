import { BlockEnds } from './block-ends.ts';
import type { OpenedHeading } from './block-reading.ts';
import type { Block, ConductorMessage, Diagnostic, FinalAnswer } from './conductor-message.ts';
import { diagnose } from './diagnose.ts';
import type { AnswerHeading } from './heading.ts';
import { layOut } from './message-layout.ts';
import type { MessageLayout, PlacedHeading } from './message-layout.ts';
import type { TextRange } from './text-range.ts';

/**
 * Reads one message of the conductor. Total: any text gives a message; time is linear in its length.
 *
 * The form is that of Suzgun & Kalai 2024; how a block is closed, and what else is read as what, is written
 * down in docs/protocol.md.
 */
export function parseConductorMessage(text: string): ConductorMessage {
  const layout = layOut(text);
  const ends = new BlockEnds(layout);
  const blocks: Block[] = [];
  const diagnostics: Diagnostic[] = [];
  const bare = bareEnds(layout);
  let at = 0;
  const addProse = (end: number): void => {
    const range = trimmed(text, at, end);
    if (range.end > range.start)
      blocks.push({ kind: 'prose', text: text.slice(range.start, range.end), range });
  };
  layout.headings.forEach((placed, index) => {
    const { heading, behind } = placed;
    // Inside a block, or behind quotes that closed none.
    if (heading.range.start < at || (behind !== undefined && behind > at)) return;
    let block: Block | undefined;
    if (isOpened(placed)) block = openedBlock(layout, ends, placed, diagnostics);
    else if (heading.kind === 'final-answer')
      block = unquotedAnswer(layout, heading, placed, bare[index] ?? text.length);
    if (!block) return;
    addProse(block.range.start);
    blocks.push(block);
    at = block.range.end;
  });
  addProse(text.length);
  return messageOf(layout, blocks, diagnostics);
}

function isOpened(placed: PlacedHeading): placed is OpenedHeading {
  return placed.opening !== undefined;
}

function openedBlock(
  layout: MessageLayout,
  ends: BlockEnds,
  placed: OpenedHeading,
  diagnostics: Diagnostic[],
): Block {
  const { text } = layout;
  const { heading, opening } = placed;
  const end = ends.endOf(placed);
  const range = {
    start: heading.range.start,
    end: end.closed ? end.end : trimmed(text, opening.end, end.end).end,
  };
  const content = trimmed(text, opening.end, end.contentEnd);
  if (end.ambiguous && end.closed) {
    const message = 'Other triple quotes could have closed this block.';
    diagnostics.push({ kind: 'ambiguous-closing', message, range });
  }
  const shared = { range, headingRange: heading.range, closed: end.closed };
  const inner = text.slice(content.start, content.end);
  switch (heading.kind) {
    case 'call':
      return {
        kind: 'call',
        name: heading.name,
        key: heading.key,
        instruction: inner,
        instructionRange: content,
        ...shared,
      };
    case 'hallucinated-reply':
      return {
        kind: 'hallucinated-reply',
        name: heading.name,
        key: heading.key,
        text: inner,
        textRange: content,
        ...shared,
      };
    case 'final-answer':
      return { kind: 'final-answer', text: inner, textRange: content, form: 'quoted', ...shared };
  }
}

/** For each heading, where the next one begins that ends an answer without quotes. */
function bareEnds(layout: MessageLayout): number[] {
  const ends: number[] = [];
  let next = layout.text.length;
  for (let index = layout.headings.length - 1; index >= 0; index -= 1) {
    ends[index] = next;
    const placed = layout.headings[index];
    if (placed && placed.behind === undefined && (placed.opening || placed.heading.kind === 'final-answer')) {
      next = placed.heading.range.start;
    }
  }
  return ends;
}

/**
 * An answer without triple quotes: on the heading's line and on to the next blank line; or below the heading, the
 * code fence that begins there, or all up to the next heading.
 */
function unquotedAnswer(
  layout: MessageLayout,
  heading: AnswerHeading,
  { line }: PlacedHeading,
  limit: number,
): FinalAnswer | undefined {
  const { text, lines, closingFences } = layout;
  const here = lines[line];
  if (!here) return undefined;
  const found = (range: TextRange, end: number, form: FinalAnswer['form'], closed: boolean): FinalAnswer => ({
    kind: 'final-answer',
    text: text.slice(range.start, range.end),
    range: { start: heading.range.start, end: Math.max(end, heading.range.end) },
    headingRange: heading.range,
    textRange: range,
    form,
    closed,
  });
  const inline = trimmed(text, heading.range.end, Math.min(here.end, limit));
  if (inline.end > inline.start) {
    let last = line;
    while (last + 1 < lines.length && !isBlank(lines[last + 1]) && (lines[last + 1]?.start ?? limit) < limit)
      last += 1;
    const range = trimmed(text, heading.range.end, Math.min(lines[last]?.end ?? limit, limit));
    return found(range, range.end, 'bare', true);
  }
  let first = line + 1;
  while (first < lines.length && isBlank(lines[first])) first += 1;
  const close = lines[closingFences[first] ?? -1];
  const open = lines[first];
  if (open && close && close.contentEnd <= limit) {
    const range = trimmed(text, open.contentEnd, close.start);
    return found(range, close.contentEnd, 'fenced', true);
  }
  const range = trimmed(text, heading.range.end, limit);
  return found(range, range.end, 'bare', true);
}

function isBlank(line: { readonly contentStart: number; readonly contentEnd: number } | undefined): boolean {
  return !line || line.contentStart === line.contentEnd;
}

/** A part of a text without the white space around it; empty at its start where there is nothing else. */
function trimmed(text: string, start: number, end: number): TextRange {
  const part = text.slice(start, Math.max(start, end));
  const from = start + part.length - part.trimStart().length;
  if (from >= end) return { start, end: start };
  return { start: from, end: start + part.trimEnd().length };
}

function messageOf(
  layout: MessageLayout,
  blocks: readonly Block[],
  found: readonly Diagnostic[],
): ConductorMessage {
  const calls = blocks.filter((block) => block.kind === 'call');
  const finalAnswer = blocks.findLast((block) => block.kind === 'final-answer' && block.text !== '');
  const move = calls.length > 0 ? 'call' : finalAnswer ? 'answer' : 'neither';
  const message = {
    blocks,
    calls,
    ...(finalAnswer?.kind === 'final-answer' ? { finalAnswer } : {}),
    hallucinatedReplies: blocks.filter((block) => block.kind === 'hallucinated-reply'),
    prose: blocks.filter((block) => block.kind === 'prose'),
    move,
  } as const;
  const diagnostics = [...found, ...diagnose(layout, message)].sort((a, b) => a.range.start - b.range.start);
  return { ...message, diagnostics };
}
