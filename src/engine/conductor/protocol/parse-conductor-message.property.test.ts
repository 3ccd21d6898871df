import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, ConductorMessage } from './conductor-message.ts';
import { parseConductorMessage } from './parse-conductor-message.ts';
import { renderConductorMessage } from './render-conductor-message.ts';
import type { TextRange } from './text-range.ts';

/** Pieces that messages are made of, and that could confuse a reader of them. */
const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '"""',
      '"""\n',
      '\n"""\n',
      '\n"""\n\n',
      '""""',
      '""""""',
      "'''",
      '"',
      '\\"""',
      '`"""`',
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'Expert A:\n',
      'Expert B:\n"""\n',
      '**Expert Python:**\n',
      'Expert C: """',
      "Expert Python's output:\n",
      'Expert D',
      'Let me ask Expert E:\n',
      'expert f:',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '>> FINAL ANSWER:\n',
      'FINAL ANSWER: 42',
      '>>FINAL ANSWER:',
      'so >> FINAL ANSWER: 1',
      'Final answer',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('```\n', '```python\n', '\n```\n', '~~~\n', '````\n', '---\n', 'ROUND 2:\n'),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '\n',
      '\n\n',
      '\r\n',
      '\r',
      ' ',
      '    ',
      '\t',
      ':',
      ' = ',
      '(',
      '.',
      '- ',
      '> ',
      '**',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'do it',
      'x = """',
      'def f():\n    """Add."""\n',
      '    """\n    Add.\n    """\n',
      'text:\n',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const message = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 2000) };

describe('for any text', () => {
  test('blocks are in order, apart, and nothing but white space is between them', () => {
    fc.assert(
      fc.property(message, (text) => {
        const { blocks } = parseConductorMessage(text);
        let at = 0;
        for (const { range } of blocks) {
          expect(range.start).toBeGreaterThanOrEqual(at);
          expect(range.end).toBeGreaterThan(range.start);
          expect(text.slice(at, range.start).trim()).toBe('');
          at = range.end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
      runs,
    );
  });

  test('ranges nest, and each text is the slice of its range', () => {
    fc.assert(
      fc.property(message, (text) => {
        const parsed = parseConductorMessage(text);
        for (const block of parsed.blocks) {
          const { content, said } = contentOf(block);
          expect(text.slice(content.start, content.end)).toBe(said);
          expect(said).toBe(said.trim());
          expect(contains(block.range, content)).toBe(true);
          if (block.kind === 'prose') continue;
          expect(contains(block.range, block.headingRange)).toBe(true);
          expect(block.headingRange.end).toBeLessThanOrEqual(content.start);
        }
        for (const { range } of parsed.diagnostics)
          expect(contains({ start: 0, end: text.length }, range)).toBe(true);
      }),
      runs,
    );
  });

  test('the lists are the blocks, and the move follows from them', () => {
    fc.assert(
      fc.property(message, (text) => {
        const parsed = parseConductorMessage(text);
        expect(parsed.calls).toEqual(parsed.blocks.filter(({ kind }) => kind === 'call'));
        expect(parsed.hallucinatedReplies).toEqual(
          parsed.blocks.filter(({ kind }) => kind === 'hallucinated-reply'),
        );
        expect(parsed.prose).toEqual(parsed.blocks.filter(({ kind }) => kind === 'prose'));
        expect(parsed.move).toBe(
          parsed.calls.length > 0 ? 'call' : parsed.finalAnswer ? 'answer' : 'neither',
        );
      }),
      runs,
    );
  });

  test('parse ∘ render ∘ parse = parse, and render is canonical', () => {
    fc.assert(
      fc.property(message, (text) => {
        const parsed = parseConductorMessage(text);
        const canonical = renderConductorMessage(parsed);
        const again = parseConductorMessage(canonical);
        expect(meaning(again)).toEqual(meaning(parsed));
        expect(renderConductorMessage(again)).toBe(canonical);
      }),
      runs,
    );
  });

  test('an instruction goes through the protocol unchanged, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 3 }), message, (texts, answer) => {
        const blocks = [
          ...texts.map((text, index) => ({
            ...anyCall,
            name: `Expert ${index + 1}`,
            instruction: text.trim(),
          })),
          { ...anyAnswer, text: answer.trim() },
        ];
        const parsed = parseConductorMessage(renderConductorMessage({ blocks }));
        expect(parsed.blocks.map(({ kind }) => kind)).toEqual(blocks.map(({ kind }) => kind));
        expect(parsed.calls.map(({ instruction }) => instruction)).toEqual(texts.map((text) => text.trim()));
        expect(parsed.blocks.at(-1)).toMatchObject({ kind: 'final-answer', text: answer.trim() });
      }),
      runs,
    );
  });
});

const nowhere: TextRange = { start: 0, end: 0 };
const anyCall = {
  kind: 'call',
  key: '',
  range: nowhere,
  headingRange: nowhere,
  instructionRange: nowhere,
  closed: true,
} as const;
const anyAnswer = {
  kind: 'final-answer',
  range: nowhere,
  headingRange: nowhere,
  textRange: nowhere,
  form: 'quoted',
  closed: true,
} as const;

function contentOf(block: Block): { content: TextRange; said: string } {
  switch (block.kind) {
    case 'call':
      return { content: block.instructionRange, said: block.instruction };
    case 'final-answer':
    case 'hallucinated-reply':
      return { content: block.textRange, said: block.text };
    case 'prose':
      return { content: block.range, said: block.text };
  }
}

/** What a message says, positions and form left out. */
function meaning({ blocks, move }: ConductorMessage): unknown {
  return {
    move,
    blocks: blocks.map((block) => [block.kind, 'name' in block ? block.name : '', contentOf(block).said]),
  };
}

function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}
