import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import type { ChatRequest } from '../../src/engine/models/chat-model.ts';
import { ModelError, type ModelErrorCode } from '../../src/engine/models/errors.ts';
import { estimateChatTokens, estimateTokens } from '../../src/engine/models/estimate-tokens.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import type { ModelLimits } from '../../src/engine/models/limits.ts';
import { parseModelReference } from '../../src/engine/models/model-reference.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import type { Attempt, Delta } from '../../src/engine/runs/tool.ts';
import { listen } from '../fakes/listen.ts';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';
import { QuickClock } from '../fakes/quick-clock.ts';
import type { ScriptedInput } from '../fakes/scripted.ts';

const ask: ChatRequest = { messages: [{ role: 'user', content: 'What is 7 * 6?' }] };
const good: ScriptedInput = { kind: 'reply', text: 'It is 42.' };

let server: FakeOpenAIServer;
let clock: QuickClock;
beforeEach(async () => {
  server = await new FakeOpenAIServer().start();
  clock = new QuickClock();
});
afterEach(() => server.close());

function modelAt(text: string, limits: Partial<ModelLimits> = {}): OpenAIModel {
  const reference = parseModelReference(text);
  if (reference.scheme !== 'http') throw new Error('not http');
  const given = { firstByteMs: 2000, idleMs: 2000, attempts: 3, ...limits };
  return new OpenAIModel(reference, {
    keys: new EnvironmentKeys({}),
    capabilities: new CapabilityMemory(),
    clock,
    limits: given,
  });
}

async function failureOf(text: string, limits: Partial<ModelLimits> = {}): Promise<ModelError> {
  const outcome = await listen(modelAt(text, limits), ask).catch((error: unknown) => error);
  if (!(outcome instanceof ModelError)) throw new Error('it did not fail as it should', { cause: outcome });
  return outcome;
}

describe('a failure that passes', () => {
  it('waits as long as the server asks, in seconds, milliseconds or until a date', async () => {
    const date = new Date(Date.now() + 90_000).toUTCString();
    server.script(
      {
        kind: 'status',
        status: 429,
        body: { error: { message: 'slow down' } },
        headers: { 'retry-after': '7' },
      },
      { kind: 'status', status: 429, body: '', headers: { 'retry-after-ms': '1234' } },
      { kind: 'status', status: 503, body: '', headers: { 'retry-after': date } },
      good,
    );
    const { reply, attempts } = await listen(modelAt(server.reference(), { attempts: 4 }), ask);
    expect(reply.text).toBe('It is 42.');
    expect(clock.waits.slice(0, 2)).toEqual([7000, 1234]);
    expect(clock.waits[2]).toBeGreaterThan(85_000);
    expect(clock.waits[2]).toBeLessThanOrEqual(90_000);
    expect(attempts.map(({ reason }) => reason)).toEqual([
      'model-rate-limited (429)',
      'model-rate-limited (429)',
      'model-server-failed (503)',
    ]);
    expect(attempts.map(({ waitMs }) => waitMs)).toEqual(clock.waits);
  });

  it('backs off where the server says nothing, and gives up in the end', async () => {
    const fail: ScriptedInput = {
      kind: 'status',
      status: 500,
      body: { error: { message: 'out of memory' } },
    };
    server.script(fail, fail, fail, good);
    const error = await failureOf(server.reference());
    expect(error).toMatchObject({
      code: 'model-server-failed',
      message: `The server of ${server.reference()} failed: 500 out of memory.`,
    });
    expect(clock.waits).toEqual([250, 500]);
    expect(server.chats).toHaveLength(3);
  });

  it('does not wait longer than the limit', async () => {
    server.script({ kind: 'status', status: 429, body: '', headers: { 'retry-after': '3600' } });
    const error = await failureOf(server.reference());
    expect(error).toMatchObject({
      code: 'model-rate-limited',
      message: expect.stringContaining('wait 3600 s') as string,
    });
    expect(clock.waits).toEqual([]);
  });

  it.each(['reset', 'end', 'hang'] as const)(
    'drops what a broken stream had sent, and announces the new start (%s)',
    async (then) => {
      server.script({ kind: 'broken', text: 'It is a lie.', after: 8, then }, good);
      const { reply, deltas, attempts, shown } = await listen(
        modelAt(server.reference(), { idleMs: 50 }),
        ask,
      );
      expect(reply.text).toBe('It is 42.');
      expect(reply.lost).toEqual({
        promptTokens: estimateChatTokens(ask.messages),
        completionTokens: estimateTokens('It is a '),
        estimated: true,
      });
      expect(deltas[0]).toEqual({ channel: 'reply', text: 'It is a ' });
      expect(deltas[1]).toEqual({ channel: 'reply', text: '', restart: true });
      expect(shown.reply).toBe('It is 42.');
      expect(attempts).toEqual([
        { reason: then === 'hang' ? 'model-stalled' : 'model-connection-lost', waitMs: 250 },
      ]);
    },
  );

  it('may stand inside a stream', async () => {
    const overloaded = 'data: {"error":{"message":"overloaded","code":529}}\n\n';
    server.script({ kind: 'stream', pieces: [overloaded] }, good);
    const { attempts } = await listen(modelAt(server.reference()), ask);
    expect(attempts).toEqual([{ reason: 'model-server-failed (529)', waitMs: 250 }]);
  });

  it('is not repeated after a cancel', async () => {
    const abort = new AbortController();
    server.script({ kind: 'status', status: 500 });
    const asked = modelAt(server.reference()).complete(ask, {
      signal: abort.signal,
      onAttempt: () => {
        abort.abort(new Error('enough'));
      },
    });
    await expect(asked).rejects.toThrow('enough');
    expect(server.chats).toHaveLength(1);
  });
});

describe('limits', () => {
  it('end a silence', async () => {
    server.script({ kind: 'silence' }, { kind: 'silence' }, good);
    const heard: Attempt[] = [];
    const reply = await modelAt(server.reference(), { firstByteMs: 50 }).complete(ask, {
      signal: new AbortController().signal,
      onAttempt: (attempt) => heard.push(attempt),
    });
    expect(reply.text).toBe('It is 42.');
    expect(heard.map(({ reason }) => reason)).toEqual(['model-silent', 'model-silent']);
  });

  it('end headers without a body as well', async () => {
    server.script({ kind: 'stream', pieces: [], then: 'hang' });
    const error = await failureOf(server.reference(), { firstByteMs: 50, attempts: 1 });
    expect(error).toMatchObject({
      code: 'model-silent',
      message: expect.stringContaining('the limit is 0.05 s') as string,
    });
  });

  it('end a call as a whole, however lively it is', async () => {
    server.script({ kind: 'reply', text: 'x '.repeat(5000), delayMs: 5 });
    const error = await failureOf(server.reference(), { totalMs: 150 });
    expect(error.code).toBe('model-too-slow');
    expect(server.chats).toHaveLength(1);
  });

  it('cut an endless reply, and keep what there is', async () => {
    server.script({ kind: 'endless' });
    const { reply, shown } = await listen(modelAt(server.reference(), { replyLength: 10_000 }), ask);
    expect(reply).toMatchObject({
      finishReason: 'length',
      adjusted: ['reply: cut at 10000 characters'],
      usage: { estimated: true },
    });
    expect(reply.text).toHaveLength(10_000);
    expect(shown.reply).toBe(reply.text);
  });

  it('cut a reply that goes on far beyond the tokens asked for', async () => {
    server.script({ kind: 'endless' });
    const { reply } = await listen(modelAt(server.reference()), { ...ask, maxTokens: 10 });
    expect(reply).toMatchObject({ finishReason: 'length', adjusted: ['reply: cut at 4096 characters'] });
  });

  it('end a body that says nothing without end', async () => {
    server.script({
      kind: 'stream',
      pieces: Array.from({ length: 200 }, () => `: ${'x'.repeat(1000)}\n\n`),
      then: 'hang',
    });
    const error = await failureOf(server.reference(), { bodyBytes: 50_000 });
    expect(error).toMatchObject({
      code: 'model-too-long',
      message: expect.stringContaining('more than 50000 bytes') as string,
    });
  });

  it('end an event without end', async () => {
    server.script({
      kind: 'stream',
      pieces: ['data: ', ...Array.from({ length: 200 }, () => 'x'.repeat(1000))],
      then: 'hang',
    });
    const error = await failureOf(server.reference(), { eventBytes: 50_000 });
    expect(error).toMatchObject({
      code: 'model-too-long',
      message: expect.stringContaining('one event') as string,
    });
  });
});

describe('a failure that does not pass', () => {
  const json = { 'content-type': 'application/json' };
  const chat = (value: unknown): ScriptedInput => ({
    kind: 'status',
    status: 200,
    body: JSON.stringify(value),
    headers: json,
  });
  const events = (text: string): ScriptedInput => ({ kind: 'stream', pieces: [text] });

  it.each<[string, ScriptedInput, ModelErrorCode]>([
    [
      'JSON that is none',
      { kind: 'status', status: 200, body: '{"choices":[', headers: json },
      'model-reply-invalid',
    ],
    ['an event that is no JSON', events('data: {"choices": oops\n\n'), 'model-reply-invalid'],
    ['JSON of another shape', chat({ choices: 'none' }), 'model-reply-invalid'],
    ['JSON that is no object', chat(42), 'model-reply-invalid'],
    ['no choice', chat({ choices: [] }), 'model-reply-empty'],
    ['a stream without a choice', events('data: {"choices":[]}\n\ndata: [DONE]\n\n'), 'model-reply-empty'],
    ['a login page', { kind: 'status', status: 200, body: '<html>Log in</html>' }, 'model-not-an-api'],
    [
      'another content type',
      { kind: 'status', status: 200, body: '{}', headers: { 'content-type': 'application/octet-stream' } },
      'model-reply-invalid',
    ],
    [
      'a redirect',
      {
        kind: 'status',
        status: 307,
        body: '',
        headers: { location: 'https://elsewhere.example/v1?token=secret' },
      },
      'model-redirected',
    ],
    [
      'a refused key',
      { kind: 'status', status: 401, body: { error: { message: 'no' } } },
      'model-unauthorized',
    ],
    ['no right', { kind: 'status', status: 403, body: '<html>' }, 'model-forbidden'],
    [
      'an unknown model',
      { kind: 'status', status: 404, body: { error: { message: 'model not found' } } },
      'model-unknown',
    ],
    [
      'an unknown path',
      { kind: 'status', status: 404, body: { detail: 'Not Found' } },
      'model-endpoint-missing',
    ],
    [
      'a prompt too long',
      { kind: 'status', status: 400, body: { error: { message: 'maximum context length is 10' } } },
      'model-context-exceeded',
    ],
    [
      'no money',
      { kind: 'status', status: 429, body: { error: { code: 'insufficient_quota', message: 'pay' } } },
      'model-quota-exhausted',
    ],
    ['an error with status 200', chat({ error: { message: 'bad', code: 400 } }), 'model-request-refused'],
  ])('%s has a name of its own, and is not repeated', async (_, scripted, code) => {
    server.script(scripted, good);
    const error = await failureOf(server.reference());
    expect(error.code).toBe(code);
    expect(error.message).toContain(server.reference());
    expect(error.message).not.toContain('secret');
    expect(server.chats).toHaveLength(1);
    expect(clock.waits).toEqual([]);
  });

  it('shows where a redirect leads', async () => {
    server.script({ kind: 'status', status: 302, body: '', headers: { location: '/login?next=secret' } });
    expect((await failureOf(server.reference())).message).toContain(
      `to http://127.0.0.1:${server.port}/login`,
    );
  });

  it('is one of the connection, by its cause', async () => {
    const { port } = server;
    await server.close();
    const refused = await failureOf(`http://127.0.0.1:${port}/v1#m`);
    expect(refused).toMatchObject({
      code: 'model-unreachable',
      message: expect.stringContaining('ECONNREFUSED') as string,
    });
    expect(clock.waits).toHaveLength(2);
    // A label of 64 characters is refused by the resolver itself: nothing leaves this machine.
    expect((await failureOf(`http://${'x'.repeat(64)}.invalid/v1#m`)).code).toBe('model-host-unknown');
    server = await new FakeOpenAIServer().start();
    expect((await failureOf(`https://127.0.0.1:${server.port}/v1#m`)).code).toBe('model-tls-failed');
  });

  it('is one of the protocol where something else listens', async () => {
    const noise = createServer((socket) => {
      socket.on('error', () => undefined).end('220 mail.example ESMTP\r\n');
    });
    await new Promise<void>((resolve) => noise.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = noise.address() as AddressInfo;
      const deltas: Delta[] = [];
      const asked = modelAt(`http://127.0.0.1:${port}/v1#m`, { attempts: 1 }).complete(ask, {
        signal: new AbortController().signal,
        onDelta: (d) => deltas.push(d),
      });
      await expect(asked).rejects.toBeInstanceOf(ModelError);
      expect(deltas).toEqual([]);
    } finally {
      noise.close();
    }
  });
});
