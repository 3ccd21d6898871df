import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import { ModelError } from '../../src/engine/models/errors.ts';
import { EnvironmentKeys, type KeySource } from '../../src/engine/models/key-source.ts';
import { parseModelReference } from '../../src/engine/models/model-reference.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { modelTool } from '../../src/engine/models/model-tool.ts';
import { startRun } from '../../src/engine/runs/start-run.ts';
import { toCallError } from '../../src/engine/runs/errors.ts';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';
import { QuickClock } from '../fakes/quick-clock.ts';

// Like no provider's keys, so that only knowing it can keep it out of messages.
const key = 'k3y+very-secret/0123456789=';
const ask = { messages: [{ role: 'user' as const, content: 'Hi' }] };

let server: FakeOpenAIServer;
beforeEach(async () => {
  server = await new FakeOpenAIServer({ key }).start();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await server.close();
});

function modelAt(text: string, keys: KeySource): OpenAIModel {
  const reference = parseModelReference(text);
  if (reference.scheme !== 'http' && reference.scheme !== 'openai') throw new Error('not over HTTP');
  return new OpenAIModel(reference, {
    keys,
    capabilities: new CapabilityMemory(),
    clock: new QuickClock(),
    limits: { attempts: 2 },
  });
}
const having = (value: string): KeySource => ({ keyFor: () => Promise.resolve(value) });
const complete = (model: OpenAIModel, heard: unknown[] = []): Promise<unknown> =>
  model.complete(ask, { signal: new AbortController().signal, onAttempt: (attempt) => heard.push(attempt) });

/** Everything that a log, a journal or a screen could show of an error. */
const shownOf = (error: unknown): string =>
  [
    inspect(error, { depth: 10, showHidden: false }),
    JSON.stringify(error),
    JSON.stringify(toCallError(error)),
    String(error),
  ].join('\n');

describe('API keys', () => {
  it('go to the server they are for, with nothing else of this machine', async () => {
    const host = `BATON_API_KEY_127_0_0_1_${server.port}`;
    vi.stubEnv('OPENAI_ORG_ID', 'org-secret');
    vi.stubEnv('OPENAI_PROJECT_ID', 'project-secret');
    vi.stubEnv('OPENAI_ADMIN_KEY', 'admin-secret');
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'x-secret: header-secret');
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    vi.stubEnv('OPENAI_LOG', 'debug');
    await complete(modelAt(server.reference(), new EnvironmentKeys({ [host]: key })));
    const { headers } = server.log[0]!;
    expect(headers.authorization).toBe('present');
    expect(JSON.stringify(headers)).not.toMatch(/secret|stainless|linux/i);
    expect(headers['user-agent']).toBe('baton');
  });

  it('are in no message, whatever fails and whatever the server repeats', async () => {
    const logged = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level),
    );
    const echo = { error: { message: `you sent Bearer ${key} and ${key}`, code: key } };
    for (const status of [200, 302, 400, 401, 403, 404, 429, 500]) {
      const location = `https://elsewhere.example/${key}?key=${key}`;
      const headers = { 'content-type': status === 302 ? 'text/plain' : 'application/json', location };
      server.script(
        { kind: 'status', status, body: JSON.stringify(echo), headers },
        { kind: 'status', status, body: JSON.stringify(echo), headers },
      );
      const heard: unknown[] = [];
      const error: unknown = await complete(modelAt(server.reference(), having(key)), heard).catch(
        (e: unknown) => e,
      );
      expect(error).toBeInstanceOf(ModelError);
      expect(shownOf(error)).not.toContain('very-secret');
      expect(JSON.stringify(heard)).not.toContain('very-secret');
    }
    server.script(
      { kind: 'stream', pieces: [`data: {"error":{"message":"got ${key}"}}\n\n`] },
      { kind: 'stream', pieces: [`data: oops ${key}\n\n`] },
    );
    const error: unknown = await complete(modelAt(server.reference(), having(key))).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ModelError);
    expect(shownOf(error)).not.toContain('very-secret');
    for (const level of logged) expect(level).not.toHaveBeenCalled();
  });

  it.each([`${key}\n`, ` ${key}`, `"${key}"`, `${key}é`, 'a\r\nx-other: b'])(
    'are refused before they are sent where they are no key: %j',
    async (bad) => {
      const error: unknown = await complete(modelAt(server.reference(), having(bad))).catch(
        (e: unknown) => e,
      );
      expect(error).toMatchObject({ code: 'model-key-malformed' });
      expect(shownOf(error)).not.toContain('very-secret');
      expect(server.log).toEqual([]);
    },
  );

  it('are not sent over plain http to another machine', async () => {
    await expect(complete(modelAt('http://192.0.2.1:8000/v1#m', having(key)))).rejects.toMatchObject({
      code: 'model-key-exposed',
    });
  });

  it('are asked for where they are known to be needed', async () => {
    await expect(complete(modelAt('openai:m', new EnvironmentKeys({})))).rejects.toMatchObject({
      code: 'model-key-missing',
    });
    await expect(complete(modelAt(server.reference(), new EnvironmentKeys({})))).rejects.toMatchObject({
      code: 'model-unauthorized',
    });
  });

  it('are in no journal, of a run that succeeds or fails', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'baton-keys-'));
    try {
      const tool = modelTool({ open: (text) => modelAt(text, having(key)) });
      const request = { ...ask, model: server.reference() };
      const broken = { error: { message: `you sent ${key}` } };
      server.script(
        { kind: 'status', status: 500, body: broken },
        { kind: 'reply', text: 'one' },
        { kind: 'status', status: 400, body: broken },
      );
      const run = startRun(
        {
          name: 'test',
          version: '1',
          pins: {},
          input: z.null(),
          output: z.string(),
          run: async (context) => {
            await context.call('first', tool, request);
            return (await context.call('second', tool, request)).text;
          },
        },
        null,
        { workspace, title: 'keys' },
      );
      expect(await run.outcome).toMatchObject({
        outcome: 'failed',
        error: { code: 'model-request-refused' },
      });
      const journal = readFileSync(run.journal, 'utf8');
      expect(journal).toContain('you sent [key]');
      expect(journal).toContain('model-server-failed (500)');
      expect(journal).not.toContain('very-secret');
    } finally {
      rmSync(workspace, { recursive: true });
    }
  });
});
