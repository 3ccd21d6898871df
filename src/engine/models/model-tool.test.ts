import { describe, expect, it } from 'vitest';
import { digestOf } from '../runs/json.ts';
import type { ChatModel, ChatReply } from './chat-model.ts';
import { estimateChatTokens } from './estimate-tokens.ts';
import { type ModelRequest, modelRequestSchema, modelTool } from './model-tool.ts';

const reply: ChatReply = {
  text: '42',
  finishReason: 'stop',
  usage: { promptTokens: 1000, completionTokens: 100 },
  latencyMs: 1,
};
const request: ModelRequest = {
  model: 'openai:m',
  messages: [{ role: 'user', content: 'What is 7 * 6?' }],
  maxTokens: 50,
};
const prices = {
  'openai:*': { promptPerMillion: 2, completionPerMillion: 10, currency: 'EUR' },
  '*': { promptPerMillion: 1, completionPerMillion: 1, currency: 'EUR' },
};
const performance = {
  address: 'expert#1',
  signal: new AbortController().signal,
  onDelta: () => undefined,
  onAttempt: () => undefined,
};

function toolFor(nature: ChatModel['nature'] = 'real', seen: unknown[] = []): ReturnType<typeof modelTool> {
  const open = (reference: string): ChatModel => ({
    reference,
    nature,
    complete(asked) {
      seen.push(asked);
      return Promise.resolve(reply);
    },
  });
  return modelTool({ open }, prices);
}

describe('models as a tool of runs', () => {
  it('asks the model that the request names, for everything else in it', async () => {
    const seen: unknown[] = [];
    expect(await toolFor('real', seen).perform(request, performance)).toMatchObject({ text: '42' });
    expect(seen).toEqual([{ messages: request.messages, maxTokens: 50 }]);
  });

  it('puts a price on models that infer, and on no other', async () => {
    expect((await toolFor('real').perform(request, performance)).cost).toBeCloseTo(0.003);
    expect((await toolFor('recorded').perform(request, performance)).cost).toBeUndefined();
    expect(
      (
        await modelTool({
          open: () => ({ reference: 'x', nature: 'real', complete: () => Promise.resolve(reply) }),
        }).perform(request, performance)
      ).cost,
    ).toBeUndefined();
  });

  it('reserves the prompt and the whole limit of the reply, and is charged what was used', () => {
    const tool = toolFor();
    const promptTokens = estimateChatTokens(request.messages);
    expect(tool.reserve(request)).toEqual({
      promptTokens,
      completionTokens: 50,
      cost: (promptTokens * 2 + 500) / 1e6,
    });
    expect(tool.reserve({ ...request, model: 'recorded:r.jsonl' })).toEqual({
      promptTokens,
      completionTokens: 50,
    });
    expect(tool.spent(reply)).toEqual({ promptTokens: 1000, completionTokens: 100 });
    const lost = { promptTokens: 5, completionTokens: 6, estimated: true };
    expect(tool.spent({ ...reply, lost })).toEqual({ promptTokens: 1005, completionTokens: 106 });
    expect(tool.spent({ ...reply, cost: 3 })).toMatchObject({ cost: 3 });
  });

  it('has a digest that changes with everything that changes the meaning', () => {
    const changes: Partial<ModelRequest>[] = [
      {},
      { model: 'openai:n' },
      { messages: [{ role: 'system', content: 'What is 7 * 6?' }] },
      { temperature: 0 },
      { topP: 1 },
      { maxTokens: 51 },
      { seed: 1 },
      { stop: ['x'] },
      { thinking: true },
      { steering: { experts: [{ layer: 1, expert: 2 }], beta: 4 } },
      { steering: { experts: [{ layer: 1, expert: 2 }], beta: 8 } },
    ];
    const tool = toolFor();
    const digests = changes.map((change) =>
      digestOf(tool, modelRequestSchema.parse({ ...request, ...change })),
    );
    expect(new Set(digests).size).toBe(changes.length);
    // Every member of the request is in that list.
    const covered = new Set(changes.flatMap((change) => Object.keys(change)));
    expect(Object.keys(modelRequestSchema.shape).filter((key) => !covered.has(key))).toEqual([]);
  });
});
