import { describe, expect, it } from 'vitest';
import type { Moment } from '../runs/moment.ts';
import { recordingOfRun } from './recording-of-run.ts';

const envelope = { n: 0, t: 0 };
const asked = (address: string, content: string, tool = 'model'): Moment => ({
  ...envelope,
  kind: 'asked',
  address,
  tool,
  label: address,
  digest: 'd',
  request: { model: 'openai:m', messages: [{ role: 'user', content }], temperature: 0 },
});
const answered = (address: string, text: string): Moment => ({
  ...envelope,
  kind: 'answered',
  address,
  answer: {
    text,
    finishReason: 'stop',
    usage: { promptTokens: 1, completionTokens: 1 },
    latencyMs: 1,
    cost: 1,
  },
});

describe('the recording that a journal holds', () => {
  it('has a line for each answered call of a model, in the order of the answers', () => {
    const moments = [
      asked('a#1', 'one'),
      asked('b#1', 'two'),
      asked('p#1', 'code', 'python'),
      answered('p#1', 'output'),
      answered('b#1', '2'),
      answered('a#1', '1'),
      asked('c#1', 'never answered'),
    ];
    expect(
      [...recordingOfRun(moments)].map(({ messages, reply, model }) => [
        messages?.[0]?.content,
        reply.text,
        reply.cost,
        model,
      ]),
    ).toEqual([
      ['two', '2', undefined, 'openai:m'],
      ['one', '1', undefined, 'openai:m'],
    ]);
  });

  it('leaves out what is no chat', () => {
    const strange: Moment = { ...envelope, kind: 'answered', address: 'a#1', answer: 'text' };
    expect([...recordingOfRun([asked('a#1', 'one'), strange])]).toEqual([]);
  });
});
