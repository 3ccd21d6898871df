import type { Block, ConductorMessage, Diagnostic, DiagnosticKind } from './conductor-message.ts';
import type { MessageLayout } from './message-layout.ts';
import type { TextRange } from './text-range.ts';

/** What the reader of a parsed message should know about it, the ambiguity of closing quotes left out. */
export function diagnose(
  layout: MessageLayout,
  message: Omit<ConductorMessage, 'diagnostics'>,
): Diagnostic[] {
  const { text } = layout;
  const whole = { start: 0, end: text.length };
  const found: Diagnostic[] = [];
  const say = (kind: DiagnosticKind, range: TextRange, words: string): void => {
    found.push({ kind, range, message: words });
  };
  const answers = message.blocks.filter((block) => block.kind === 'final-answer');
  for (const block of message.blocks) {
    switch (block.kind) {
      case 'call':
        if (block.instruction === '')
          say('empty-instruction', block.range, `The call to ${block.name} says nothing.`);
        break;
      case 'final-answer':
        if (block.text === '') say('empty-final-answer', block.range, 'The final answer is empty.');
        else if (block.form !== 'quoted') {
          say('unquoted-final-answer', block.range, 'The final answer stands without triple quotes.');
        }
        break;
      case 'hallucinated-reply':
        say('hallucinated-reply', block.range, `The conductor wrote the output of ${block.name} itself.`);
        break;
      case 'prose':
        continue;
    }
    if (!block.closed)
      say('unclosed-block', block.range, 'The closing triple quotes of this block are missing.');
  }
  for (const answer of answers.slice(1)) {
    say(
      'several-final-answers',
      answer.range,
      'The message holds several final answers; the last one counts.',
    );
  }
  if (message.calls.length > 0 && message.finalAnswer) {
    say(
      'call-with-final-answer',
      message.finalAnswer.range,
      'The final answer waits for the experts called beside it.',
    );
  }
  if (message.move === 'neither')
    say('neither', whole, 'The message neither calls an expert nor gives a final answer.');
  diagnoseHeadings(layout, message.blocks, say);
  diagnoseQuotes(layout, message.blocks, say);
  return found;
}

type Say = (kind: DiagnosticKind, range: TextRange, words: string) => void;

function diagnoseHeadings(layout: MessageLayout, blocks: readonly Block[], say: Say): void {
  const own = new Set(blocks.map((block) => (block.kind === 'prose' ? -1 : block.headingRange.start)));
  const within = blockAt(blocks);
  for (const { heading, opening, behind } of layout.headings) {
    const block = within(heading.range.start);
    if (own.has(heading.range.start)) {
      if (!heading.colon && opening) say('heading-without-colon', heading.range, 'The heading has no colon.');
    } else if (block && block.kind !== 'prose') {
      if (opening)
        say('heading-in-block', heading.range, 'This heading stands inside a block and is part of it.');
    } else if (behind === undefined && heading.kind === 'call' && heading.alone) {
      say(
        'heading-without-block',
        heading.range,
        `${heading.name} is named, but no triple-quoted instruction follows.`,
      );
    }
  }
}

function diagnoseQuotes(layout: MessageLayout, blocks: readonly Block[], say: Say): void {
  let quotes = 0;
  const within = blockAt(blocks);
  const stray = new Map<Block, { start: number; end: number }>();
  for (const runs of layout.runs) {
    for (const { start, end, count } of runs) {
      quotes += count;
      const block = within(start);
      if (block?.kind !== 'prose') continue;
      const range = stray.get(block);
      if (range) range.end = end;
      else stray.set(block, { start, end });
    }
  }
  for (const range of stray.values())
    say('stray-quotes', range, 'The triple quotes here belong to no block.');
  if (quotes % 2 === 1) {
    const whole = { start: 0, end: layout.text.length };
    say('odd-quotes', whole, 'The message holds an odd number of triple quotes.');
  }
}

/** Finds the block that holds an offset, for offsets asked in ascending order. */
function blockAt(blocks: readonly Block[]): (offset: number) => Block | undefined {
  let index = 0;
  return (offset) => {
    while (index < blocks.length && (blocks[index]?.range.end ?? 0) <= offset) index += 1;
    const block = blocks[index];
    return block && block.range.start <= offset ? block : undefined;
  };
}
