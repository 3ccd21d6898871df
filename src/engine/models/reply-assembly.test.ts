import { describe, expect, it } from 'vitest';
import { chatChunkSchema } from './chat-chunk.ts';
import { ReplyAssembly } from './reply-assembly.ts';

function assemble(chunks: unknown[], limit = 1000): ReplyAssembly {
  const assembly = new ReplyAssembly({ opensInReasoning: false, limit });
  for (const chunk of chunks) assembly.add(chatChunkSchema.parse(chunk));
  assembly.end();
  return assembly;
}
const delta = (fields: object, finish: string | null = null): unknown => ({
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});

describe('putting a reply together', () => {
  it.each(['reasoning_content', 'reasoning'])('takes reasoning from %s', (field) => {
    const reply = assemble([
      delta({ [field]: 'so ' }),
      delta({ [field]: '42' }),
      delta({ content: '42' }, 'stop'),
    ]);
    expect(reply).toMatchObject({ text: '42', reasoning: 'so 42', finishReason: 'stop' });
  });

  it('counts a thought once that comes under both names', () => {
    expect(assemble([delta({ reasoning: 'so', reasoning_content: 'so' })]).reasoning).toBe('so');
  });

  it('leaves tags alone where the reasoning has a field of its own', () => {
    const reply = assemble([
      delta({ reasoning_content: 'so' }),
      delta({ content: 'write <think>' }),
      delta({ content: 'x</think>' }),
    ]);
    expect(reply.text).toBe('write <think>x</think>');
  });

  it('reads content that comes in parts', () => {
    const content = [
      { type: 'thinking', thinking: [{ type: 'text', text: 'so' }] },
      { type: 'text', text: '42' },
    ];
    expect(assemble([delta({ content })])).toMatchObject({ text: '42', reasoning: 'so' });
  });

  it('cuts at the limit, reasoning included', () => {
    const reply = assemble(
      [delta({ reasoning: '123' }), delta({ content: '456' }), delta({ content: '789' }, 'stop')],
      5,
    );
    expect(reply).toMatchObject({ text: '45', reasoning: '123', cut: true, finishReason: 'length' });
  });

  it('knows nothing of a server that sent no choice', () => {
    expect(assemble([{ choices: [] }, { usage: { prompt_tokens: 1, completion_tokens: 0 } }]).started).toBe(
      false,
    );
  });

  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['content_filter', 'content-filter'],
    ['tool_calls', 'tool-calls'],
    ['whatever', 'unknown'],
  ])('names the finish %s as %s', (wire, name) => {
    expect(assemble([delta({}, wire)]).finishReason).toBe(name);
  });

  it('keeps the last usage, and passes over what is none', () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2 };
    expect(
      assemble([
        { choices: [], usage },
        { choices: [], usage: null },
      ]).usage,
    ).toEqual(usage);
    expect(assemble([{ choices: [], usage: { prompt_tokens: 'many' } }]).usage).toBeUndefined();
  });
});
