import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import type { ChatRequest } from '../../src/engine/models/chat-model.ts';
import { estimateChatTokens, estimateTokens } from '../../src/engine/models/estimate-tokens.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import { parseModelReference } from '../../src/engine/models/model-reference.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { listen } from '../fakes/listen.ts';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';
import { QuickClock } from '../fakes/quick-clock.ts';

const ask: ChatRequest = { messages: [{ role: 'user', content: 'What is 7 * 6?' }] };

let server: FakeOpenAIServer;
let model: OpenAIModel;
let capabilities: CapabilityMemory;
beforeEach(async () => {
  server = await new FakeOpenAIServer().start();
  capabilities = new CapabilityMemory();
  const reference = parseModelReference(server.reference('m'));
  if (reference.scheme !== 'http') throw new Error('not http');
  model = new OpenAIModel(reference, {
    keys: new EnvironmentKeys({}),
    capabilities,
    clock: new QuickClock(),
    limits: { firstByteMs: 2000, idleMs: 200 },
  });
});
afterEach(() => server.close());

const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

describe('replies of a real server', () => {
  it('come in pieces, with usage and times', async () => {
    server.script({ kind: 'reply', text: 'Seven times six is forty-two.' });
    const { reply, deltas, shown } = await listen(model, { ...ask, temperature: 0.1, maxTokens: 100 });
    expect(reply).toMatchObject({
      text: 'Seven times six is forty-two.',
      finishReason: 'stop',
      usage: { promptTokens: 5, completionTokens: 5, reasoningTokens: 0 },
      servedModel: 'm',
    });
    expect(reply.adjusted).toBeUndefined();
    expect(reply.firstTokenMs).toBeLessThanOrEqual(reply.latencyMs);
    expect(shown.reply).toBe(reply.text);
    expect(deltas.length).toBeGreaterThan(2);
    expect(server.chats).toEqual([
      {
        model: 'm',
        messages: ask.messages,
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.1,
        max_tokens: 100,
      },
    ]);
  });

  it('are taken whole from a server that does not stream', async () => {
    server.script({ kind: 'reply', text: '42', reasoning: 'so', whole: true });
    const { reply, shown } = await listen(model, ask);
    expect(reply).toMatchObject({
      text: '42',
      reasoning: 'so',
      finishReason: 'stop',
      usage: { completionTokens: 2 },
    });
    expect(reply.firstTokenMs).toBeUndefined();
    expect(shown).toEqual({ reply: '42', reasoning: 'so' });
  });

  it.each(['reasoning_content', 'reasoning', 'text'] as const)(
    'keep reasoning apart that comes in %s',
    async (reasoningIn) => {
      server.script({ kind: 'reply', text: 'It is 42.', reasoning: '7 * 6, so 42', reasoningIn, chunk: 3 });
      const { reply, shown } = await listen(model, ask);
      expect(reply).toMatchObject({ text: 'It is 42.', reasoning: '7 * 6, so 42' });
      expect(shown).toEqual({
        reply: 'It is 42.',
        reasoning: '7 * 6, so 42\n'.slice(0, shown.reasoning.length),
      });
    },
  );

  it('begin inside the reasoning where the template opened it, which is learned', async () => {
    const text = '7 * 6, so 42\n</think>\n\nIt is 42.';
    server.script(
      { kind: 'reply', text },
      { kind: 'reply', text },
      { kind: 'reply', text: 'Plain 42.' },
      { kind: 'reply', text: 'Plain 43.' },
    );
    const first = await listen(model, ask);
    const second = await listen(model, ask);
    const third = await listen(model, ask);
    const fourth = await listen(model, ask);
    expect(first.reply).toMatchObject({ text: 'It is 42.', reasoning: '7 * 6, so 42' });
    expect(first.deltas[0]?.channel).toBe('reply');
    expect(first.shown).toEqual({ reply: 'It is 42.', reasoning: '7 * 6, so 42' });
    expect(second.reply).toMatchObject({ text: 'It is 42.', reasoning: '7 * 6, so 42' });
    expect(second.deltas[0]?.channel).toBe('reasoning');
    expect(second.deltas.some(({ restart }) => restart)).toBe(false);
    expect(third.reply).toMatchObject({ text: 'Plain 42.' });
    expect(third.reply.reasoning).toBeUndefined();
    expect(third.shown).toEqual({ reply: 'Plain 42.', reasoning: '' });
    expect(fourth.deltas[0]).toMatchObject({ channel: 'reply' });
  });

  it('have estimated usage where the server gives none, marked so', async () => {
    server.script({ kind: 'reply', text: 'It is forty-two.', usage: 'none' });
    const { reply } = await listen(model, ask);
    expect(reply.usage).toEqual({
      promptTokens: estimateChatTokens(ask.messages),
      completionTokens: estimateTokens(reply.text),
      estimated: true,
    });
  });

  it('are whole when the stream says so, though the connection stays open', async () => {
    server.script({
      kind: 'stream',
      pieces: [chunk({ content: '42' }, 'stop'), 'data: [DO', 'NE]\n\n'],
      then: 'hang',
    });
    const { reply, attempts } = await listen(model, ask);
    expect(reply).toMatchObject({ text: '42', finishReason: 'stop' });
    expect(reply.latencyMs).toBeLessThan(200);
    expect(attempts).toEqual([]);
  });

  it.each(['end', 'reset', 'hang'] as const)(
    'are whole once finished, though the stream then has a bad end (%s)',
    async (then) => {
      server.script({ kind: 'stream', pieces: [chunk({ content: '42' }), chunk({}, 'stop')], then });
      const { reply, attempts } = await listen(model, ask);
      expect(reply).toMatchObject({ text: '42', usage: { estimated: true } });
      expect(attempts).toEqual([]);
    },
  );

  it('pass over comments, and read events that arrive in bits', async () => {
    server.script({
      kind: 'stream',
      pieces: [
        ': ping\n\n',
        ...Array.from(`${chunk({ content: 'é模' })}${chunk({}, 'stop')}data: [DONE]\n\n`),
      ],
    });
    expect((await listen(model, ask)).reply.text).toBe('é模');
  });

  it('leave their connections to the calls that follow', async () => {
    for (let call = 0; call < 6; call += 1) await listen(model, ask);
    // Node opens a second one for a call that follows at once, before the first is free again.
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  it('say what a steered server applied, and when none confirms it', async () => {
    const steering = { experts: [{ layer: 3, expert: 1 }], beta: 64 };
    server.script({ kind: 'reply', text: 'a', extra: { steering } }, { kind: 'reply', text: 'b' });
    expect((await listen(model, { ...ask, steering })).reply).toMatchObject({ steering });
    expect((await listen(model, { ...ask, steering })).reply.adjusted).toEqual(['steering: not confirmed']);
    expect(server.chats[0]).toMatchObject({ steering });
  });

  it('stop at once when they are cancelled', async () => {
    server.script({ kind: 'reply', text: 'x '.repeat(2000), delayMs: 5 });
    const abort = new AbortController();
    const listening = model.complete(ask, {
      signal: abort.signal,
      onDelta: () => {
        abort.abort(new Error('enough'));
      },
    });
    await expect(listening).rejects.toThrow('enough');
    await expect(model.complete(ask, { signal: abort.signal })).rejects.toThrow('enough');
    expect(server.chats).toHaveLength(1);
  });
});

describe('what a server refuses', () => {
  it('is left out at once, said, and remembered', async () => {
    const refusing = await new FakeOpenAIServer({
      refuses: ['temperature', 'seed', 'max_tokens', 'stream_options'],
    }).start();
    try {
      const reference = parseModelReference(refusing.reference('m'));
      if (reference.scheme !== 'http') throw new Error('not http');
      const clock = new QuickClock();
      const refused = new OpenAIModel(reference, { keys: new EnvironmentKeys({}), capabilities, clock });
      const request = { ...ask, temperature: 0.1, seed: 1, maxTokens: 5, topP: 0.9 };
      const first = await listen(refused, request);
      const adjusted = ['temperature: dropped', 'seed: dropped', 'max_tokens: sent as max_completion_tokens'];
      expect(first.reply).toMatchObject({ text: 'Hello.', adjusted, usage: { estimated: true } });
      expect(first.attempts.map(({ reason }) => reason)).toEqual([
        'temperature refused',
        'seed refused',
        'max_tokens refused',
        'stream_options refused',
      ]);
      expect(clock.waits).toEqual([]);
      expect(refusing.chats.at(-1)).toEqual({
        model: 'm',
        messages: ask.messages,
        stream: true,
        top_p: 0.9,
        max_completion_tokens: 5,
      });

      const second = await listen(refused, request);
      expect(second.attempts).toEqual([]);
      expect(second.reply.adjusted).toEqual(adjusted);
      expect(refusing.chats).toHaveLength(6);
      expect(capabilities.entries()).toMatchObject({ [refusing.reference('m')]: { roles: 'all' } });
    } finally {
      await refusing.close();
    }
  });

  it('may be streaming itself', async () => {
    const body = {
      error: {
        message: 'Your organization must be verified to stream this model.',
        param: 'stream',
        code: 'unsupported_value',
      },
    };
    server.script({ kind: 'status', status: 400, body }, { kind: 'reply', text: '42' });
    const { reply } = await listen(model, ask);
    expect(reply).toMatchObject({ text: '42', adjusted: ['stream: dropped'] });
    expect(server.chats.map(({ stream }) => stream)).toEqual([true, false]);
  });

  it('may be the system role', async () => {
    server.script({
      kind: 'status',
      status: 500,
      body: { error: { code: 500, message: 'Jinja Exception: System role not supported' } },
    });
    const { reply } = await listen(model, {
      messages: [{ role: 'system', content: 'Be brief.' }, ...ask.messages],
    });
    expect(reply.adjusted).toEqual(['system role: folded into the user message']);
    expect(server.chats[1]?.messages).toEqual([{ role: 'user', content: 'Be brief.\n\nWhat is 7 * 6?' }]);
  });

  it('is not remembered when the request fails without it as well', async () => {
    const refuse = {
      kind: 'status',
      status: 400,
      body: { error: { message: 'temperature is not supported' } },
    } as const;
    server.script(refuse, {
      kind: 'status',
      status: 400,
      body: { error: { message: 'the model is unsupported' } },
    });
    await expect(listen(model, { ...ask, temperature: 0.1 })).rejects.toMatchObject({
      code: 'model-request-refused',
    });
    expect(capabilities.entries()).toEqual({});
  });
});
