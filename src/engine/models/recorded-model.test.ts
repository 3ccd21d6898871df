import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage, ChatModel, ChatReply } from './chat-model.ts';
import { recordReplies } from './record-replies.ts';
import { RecordedModel } from './recorded-model.ts';
import { type RecordingLine, messagesDigest, recordingLineSchema } from './recording.ts';

const signal = new AbortController().signal;
const ask = (content: string): { messages: ChatMessage[] } => ({ messages: [{ role: 'user', content }] });
const line = (question: string, text: string): RecordingLine => ({ ...ask(question), reply: { text } });

describe('a recorded model', () => {
  it('answers what was recorded, letter by letter', async () => {
    const model = new RecordedModel('recorded:r.jsonl', [line('a', 'A'), line('b', 'B')]);
    expect(model.nature).toBe('recorded');
    expect(await model.complete(ask('b'), { signal })).toMatchObject({ text: 'B', finishReason: 'stop' });
  });

  it('takes the same messages for the same question, whatever the parameters', async () => {
    const model = new RecordedModel('recorded:r.jsonl', [line('a', 'A')]);
    expect((await model.complete({ ...ask('a'), temperature: 1, seed: 3 }, { signal })).text).toBe('A');
  });

  it('says which request was not recorded', async () => {
    const model = new RecordedModel('recorded:r.jsonl', [line('a', 'A')]);
    await expect(model.complete(ask('What is\n7 * 6?'), { signal })).rejects.toMatchObject({
      code: 'model-not-recorded',
      message:
        'recorded:r.jsonl has no reply for this request: its last of 1 messages (user) begins “What is 7 * 6?”; ' +
        `digest ${messagesDigest(ask('What is\n7 * 6?').messages)}; 1 replies are recorded.`,
    });
  });

  it('gives repeated questions their replies in order, then the last again', async () => {
    const model = new RecordedModel('recorded:r.jsonl', [line('a', '1'), line('b', 'B'), line('a', '2')]);
    const texts: string[] = [];
    for (let n = 0; n < 4; n += 1) texts.push((await model.complete(ask('a'), { signal })).text);
    expect(texts).toEqual(['1', '2', '2', '2']);
  });

  it('finds a question by its digest alone', async () => {
    const digest = messagesDigest(ask('a').messages);
    const model = new RecordedModel('recorded:r.jsonl', [{ digest, reply: { text: 'A' } }]);
    expect((await model.complete(ask('a'), { signal })).text).toBe('A');
  });

  it('streams in the same pieces every time, and they are the reply', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 100 }), async (text) => {
        const stream = async (): Promise<string[]> => {
          const pieces: string[] = [];
          const model = new RecordedModel('recorded:r.jsonl', [line('a', text)]);
          await model.complete(ask('a'), { signal, onDelta: (delta) => pieces.push(delta.text) });
          return pieces;
        };
        const pieces = await stream();
        expect(pieces.join('')).toBe(text);
        expect(await stream()).toEqual(pieces);
      }),
      { numRuns: 50 },
    );
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const model = new RecordedModel('recorded:r.jsonl', [line('a', 'x'.repeat(1000))]);
    const stopped = model.complete(ask('a'), {
      signal: abort.signal,
      onDelta: () => {
        abort.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
  });
});

describe('recording replies', () => {
  const reply: ChatReply = {
    text: 'A',
    reasoning: 'so',
    finishReason: 'stop',
    usage: { promptTokens: 1, completionTokens: 2 },
    latencyMs: 3,
    cost: 4,
  };
  const real: ChatModel = {
    reference: 'openai:m',
    nature: 'real',
    complete: ({ messages }) =>
      messages[0]?.content === 'a' ? Promise.resolve(reply) : Promise.reject(new Error('no')),
  };

  it('plays back what a model said, at no cost', async () => {
    const lines: string[] = [];
    const recording = recordReplies(real, (text) => lines.push(text));
    expect(recording).toMatchObject({ reference: 'openai:m', nature: 'real' });
    expect(await recording.complete(ask('a'), { signal })).toEqual(reply);
    await expect(recording.complete(ask('b'), { signal })).rejects.toThrow('no');

    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\{.*\}\n$/);
    const played = new RecordedModel(
      'recorded:r.jsonl',
      lines.map((text) => recordingLineSchema.parse(JSON.parse(text))),
    );
    expect(await played.complete(ask('a'), { signal })).toEqual({ ...reply, cost: undefined });
  });
});
