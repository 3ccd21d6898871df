import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Delta } from '../runs/tool.ts';
import { ReasoningSplitter } from './reasoning-splitter.ts';

interface Split {
  readonly reply: string;
  readonly reasoning: string;
  /** What a listener has on its screen in the end. */
  readonly shown: { readonly reply: string; readonly reasoning: string };
  readonly opensInTemplate: boolean;
}

function split(pieces: readonly string[], options: { assumed?: boolean; cut?: boolean } = {}): Split {
  const splitter = new ReasoningSplitter(options.assumed ?? false);
  const deltas: Delta[] = pieces.flatMap((piece) => splitter.push(piece));
  deltas.push(...splitter.end(options.cut ?? false));
  const shown = { reply: '', reasoning: '' };
  for (const { channel, text, restart } of deltas) {
    if (restart) Object.assign(shown, { reply: '', reasoning: '' });
    if (channel !== 'output') shown[channel] += text;
  }
  const { reply, reasoning, opensInTemplate } = splitter;
  return { reply, reasoning, shown, opensInTemplate };
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

describe('taking reasoning out of a reply', () => {
  it('leaves a plain reply as it is, white space included', () => {
    expect(split(['  Hello, ', 'world\n'])).toMatchObject({ reply: '  Hello, world\n', reasoning: '' });
  });

  it('takes what stands between the tags', () => {
    expect(split(['<think>\n7 * 6\n</think>\n\n42'])).toMatchObject({ reply: '42', reasoning: '7 * 6' });
  });

  it('knows a tag that is cut anywhere', () => {
    expect(split(Array.from('\n<think>so</think>42'))).toMatchObject({ reply: '42', reasoning: 'so' });
  });

  it('keeps reasoning that is never closed as reasoning', () => {
    expect(split(['<think>on and on'])).toMatchObject({ reply: '', reasoning: 'on and on' });
  });

  it('takes all before a lone closing tag for reasoning, and announces that', () => {
    const result = split(['7 * 6 is', ' 42.</th', 'ink>\n\n42']);
    expect(result).toMatchObject({ reply: '42', reasoning: '7 * 6 is 42.', opensInTemplate: true });
    expect(result.shown).toEqual({ reply: '42', reasoning: '7 * 6 is 42.' });
  });

  it('begins inside the reasoning where the template is known to open it', () => {
    const splitter = new ReasoningSplitter(true);
    expect(splitter.push('so 42')).toEqual([{ channel: 'reasoning', text: 'so 42' }]);
    expect(split(['so 42</think>42'], { assumed: true })).toMatchObject({
      reply: '42',
      opensInTemplate: true,
    });
  });

  it('takes it all for the reply where that assumption turns out wrong', () => {
    const result = split(['just 42'], { assumed: true });
    expect(result).toMatchObject({ reply: 'just 42', reasoning: '', opensInTemplate: false });
    expect(result.shown).toEqual({ reply: 'just 42', reasoning: '' });
  });

  it('keeps the assumption where the model was cut off while thinking', () => {
    expect(split(['so 4'], { assumed: true, cut: true })).toMatchObject({
      reply: '',
      reasoning: 'so 4',
      opensInTemplate: true,
    });
  });

  it('lets a model write about the tags', () => {
    const text = 'Models put <think> first and end it with `</think>`, then reply.';
    expect(split([text])).toMatchObject({ reply: text, reasoning: '' });
    expect(split([`<think>the tag "</think>"?</think>${text}`])).toMatchObject({
      reply: text,
      reasoning: 'the tag "</think>"?',
    });
  });

  it('joins two blocks that follow each other', () => {
    expect(split(['<think>a</think>\n<think>b</think>c'])).toMatchObject({ reply: 'c', reasoning: 'a\n\nb' });
  });

  it('gives the same outcome however the text is cut', () => {
    const word = fc.constantFrom('<think>', '</think>', '`', '"', ' ', '\n', 'a', '<', '</', 'think>', 'b c');
    const text = fc.array(word, { maxLength: 14 }).map((words) => words.join(''));
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(40), { maxLength: 8 }),
        fc.boolean(),
        fc.boolean(),
        (whole, cuts, assumed, cut) => {
          const points = [...new Set([0, ...cuts.filter((at) => at < whole.length), whole.length])].sort(
            (a, b) => a - b,
          );
          const pieces = points.slice(1).map((to, index) => whole.slice(points[index], to));
          const inPieces = split(pieces, { assumed, cut });
          expect(inPieces).toEqual({ ...split([whole], { assumed, cut }), shown: inPieces.shown });
          // What was streamed is what stands there in the end, but for white space before closing tags.
          expect(inPieces.shown.reply).toBe(inPieces.reply);
          expect(words(inPieces.shown.reasoning)).toEqual(words(inPieces.reasoning));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
