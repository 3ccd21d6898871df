import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import type { Delta } from '../../src/engine/runs/tool.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { ModelRegistry } from '../../src/engine/models/registry.ts';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';

let server: FakeOpenAIServer;
beforeEach(async () => {
  server = await new FakeOpenAIServer().start();
});
afterEach(() => server.close());

const registry = (): ModelRegistry => {
  const options = { keys: new EnvironmentKeys({}), capabilities: new CapabilityMemory() };
  return new ModelRegistry({ http: (reference) => new OpenAIModel(reference, options) });
};

describe('a model behind the OpenAI protocol', () => {
  it('streams a reply, with usage and times', async () => {
    server.script({ kind: 'reply', text: 'Seven times six is forty-two.' });
    const deltas: Delta[] = [];
    const reply = await registry()
      .open(server.reference('m'))
      .complete(
        { messages: [{ role: 'user', content: 'What is 7 * 6?' }], temperature: 0.1, maxTokens: 100 },
        { signal: new AbortController().signal, onDelta: (delta) => deltas.push(delta) },
      );
    expect(reply).toMatchObject({
      text: 'Seven times six is forty-two.',
      finishReason: 'stop',
      usage: { promptTokens: 5, completionTokens: 5 },
      servedModel: 'm',
    });
    expect(reply.adjusted).toBeUndefined();
    expect(reply.firstTokenMs).toBeLessThanOrEqual(reply.latencyMs);
    expect(deltas.map(({ text }) => text).join('')).toBe(reply.text);
    expect(deltas.length).toBeGreaterThan(2);
    expect(server.chats).toEqual([
      {
        model: 'm',
        messages: [{ role: 'user', content: 'What is 7 * 6?' }],
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.1,
        max_tokens: 100,
      },
    ]);
  });
});
