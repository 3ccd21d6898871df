import { afterEach, describe, expect, it } from 'vitest';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import { checkModel } from '../../src/engine/models/check-model.ts';
import { findLocalServers } from '../../src/engine/models/find-local-servers.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import { type ModelCheck, modelCheckSchema } from '../../src/engine/models/model-check.ts';
import { parseModelReference } from '../../src/engine/models/model-reference.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { RecordedModel } from '../../src/engine/models/recorded-model.ts';
import { type FakeServerOptions, FakeOpenAIServer } from '../fakes/openai-server.ts';
import { QuickClock } from '../fakes/quick-clock.ts';

const servers: FakeOpenAIServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(options: FakeServerOptions = {}): Promise<FakeOpenAIServer> {
  const server = await new FakeOpenAIServer(options).start();
  servers.push(server);
  return server;
}

const signal = new AbortController().signal;
const capabilities = new CapabilityMemory();
function check(text: string, onStep?: (name: string) => void): Promise<ModelCheck> {
  const reference = parseModelReference(text);
  if (reference.scheme !== 'http') throw new Error('not http');
  const limits = { attempts: 1, firstByteMs: 2000 };
  const model = new OpenAIModel(reference, {
    keys: new EnvironmentKeys({}),
    capabilities,
    clock: new QuickClock(),
    limits,
  });
  return checkModel(model, {
    signal,
    capabilities,
    ...(onStep
      ? {
          onStep: ({ name }) => {
            onStep(name);
          },
        }
      : {}),
  });
}
const outcomes = ({ steps }: ModelCheck): Record<string, string> =>
  Object.fromEntries(steps.map(({ name, outcome }) => [name, outcome]));

const count = Array.from({ length: 30 }, (_, n) => n + 1).join(' ');

describe('checking a model', () => {
  it('says what it can do, step by step', async () => {
    const server = await start({
      models: ['m', 'n'],
      reply: () => ({ kind: 'reply', text: `Maple. ${count}`, reasoning: 'so', delayMs: 1 }),
    });
    const heard: string[] = [];
    const report = await check(server.reference('m'), (name) => heard.push(name));
    expect(report).toMatchObject({ usable: true, nature: 'real' });
    expect(new Set(Object.values(outcomes(report)))).toEqual(new Set(['ok']));
    expect(report.steps.map(({ name }) => name)).toEqual(heard);
    expect(heard).toEqual([
      'reachable',
      'listed',
      'replies',
      'streams',
      'system-role',
      'temperature',
      'usage',
      'reasoning',
      'speed',
    ]);
    expect(report.tokensPerSecond).toBeGreaterThan(0);
    expect(modelCheckSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(server.log.map(({ path }) => path)).toEqual(['/v1/models', '/v1/chat/completions']);
  });

  it('says what it lacks, without failing', async () => {
    const server = await start({
      models: ['other'],
      refuses: ['temperature', 'stream', 'stream_options'],
      reply: () => ({ kind: 'reply', text: 'No.', usage: 'none' }),
    });
    const report = await check(server.reference('m'));
    expect(report.usable).toBe(true);
    expect(outcomes(report)).toEqual({
      reachable: 'ok',
      listed: 'failed',
      replies: 'ok',
      streams: 'failed',
      'system-role': 'unknown',
      temperature: 'failed',
      usage: 'failed',
      reasoning: 'unknown',
      speed: 'unknown',
    });
    expect(report.steps[1]?.sentence).toBe('The server does not list “m”. It has other.');
  });

  it('tells a server that is not there from one that refuses', async () => {
    const gone = await start();
    const reference = gone.reference('m');
    await gone.close();
    const away = await check(reference);
    expect(away.usable).toBe(false);
    expect(outcomes(away)).toMatchObject({ reachable: 'failed', listed: 'unknown', replies: 'unknown' });
    expect(away.steps[0]?.sentence).toContain('Nothing answers at');

    const locked = await start({ key: 'k' });
    const refused = await check(locked.reference('m'));
    expect(outcomes(refused)).toMatchObject({ reachable: 'ok', listed: 'unknown', replies: 'failed' });
    expect(refused.steps.find(({ name }) => name === 'replies')?.sentence).toContain(
      'does not accept the API key',
    );
  });

  it('takes models that list nothing', async () => {
    const report = await checkModel(new RecordedModel('recorded:r.jsonl', []), { signal });
    expect(report).toMatchObject({ usable: false, nature: 'recorded' });
    expect(outcomes(report)).toMatchObject({ reachable: 'ok', listed: 'unknown', replies: 'failed' });
  });
});

describe('finding servers on this machine', () => {
  const list = (owned_by: string): unknown => ({
    object: 'list',
    data: [
      { id: 'a', owned_by },
      { id: 'b\u0007', owned_by },
    ],
  });
  it.each<[string, Record<string, unknown>]>([
    ['vllm', { '/v1/models': list('vllm') }],
    ['sglang', { '/v1/models': list('sglang') }],
    ['llama.cpp', { '/v1/models': list('llamacpp') }],
    [
      'llama.cpp',
      {
        '/v1/models': list('me'),
        '/props': { default_generation_settings: {} },
        '/api/tags': { models: [] },
      },
    ],
    [
      'ollama',
      {
        '/v1/models': list('library'),
        '/api/tags': { models: [{ name: 'a' }] },
        '/api/version': { version: '1' },
      },
    ],
    [
      'lm-studio',
      {
        '/v1/models': list('organization_owner'),
        '/api/v0/models': { data: [{ id: 'a', state: 'loaded' }] },
      },
    ],
    [
      'lm-studio',
      { '/v1/models': list('me'), '/api/v1/models': { models: [{ key: 'a', loaded_instances: [] }] } },
    ],
    ['vllm', { '/v1/models': list('me'), '/version': { version: '0.9' } }],
    ['unknown', { '/v1/models': list('me') }],
  ])('knows %s', async (kind, routes) => {
    const server = await start({ routes });
    expect(await findLocalServers({ signal, ports: [server.port] })).toEqual([
      { kind, baseUrl: server.baseUrl, models: ['a'], needsKey: false },
    ]);
  });

  it('passes over what is none, and only reads', async () => {
    const gone = await start();
    const { port } = gone;
    await gone.close();
    const site = await start({ routes: { '/v1/models': { error: 'Not found' } } });
    const real = await start({ models: ['m'] });
    expect(await findLocalServers({ signal, ports: [port, site.port, real.port] })).toMatchObject([
      { baseUrl: real.baseUrl },
    ]);
    expect([...site.log, ...real.log].every(({ method }) => method === 'GET')).toBe(true);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    abort.abort(new Error('enough'));
    await expect(findLocalServers({ signal: abort.signal, ports: [1] })).rejects.toThrow('enough');
  });
});
