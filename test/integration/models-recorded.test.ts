import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { readRecording } from '../../src/engine/models/read-recording.ts';
import { recordReplies } from '../../src/engine/models/record-replies.ts';
import { RecordedModel } from '../../src/engine/models/recorded-model.ts';
import { ModelRegistry } from '../../src/engine/models/registry.ts';
import { listen } from '../fakes/listen.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-models-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a server in a process of its own', () => {
  it('answers, is recorded, and is played back without it', async () => {
    const outfile = join(folder, 'server.mjs');
    await build({
      entryPoints: ['test/fakes/openai-server-main.ts'],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
    });
    const server = spawn(process.execPath, [outfile, JSON.stringify({ replies: ['one', 'two'] })], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exit = once(server, 'exit');
    const [line] = (await once(server.stdout, 'data')) as [Buffer];
    const { baseUrl } = z
      .object({ port: z.number(), baseUrl: z.string() })
      .parse(JSON.parse(line.toString()));

    const models = new ModelRegistry({
      http: (reference) =>
        new OpenAIModel(reference, { keys: new EnvironmentKeys({}), capabilities: new CapabilityMemory() }),
      recorded: ({ path }) =>
        new RecordedModel(`recorded:${path}`, readRecording(join(folder, path), `recorded:${path}`)),
    });
    const lines: string[] = [];
    const live = recordReplies(models.open(`${baseUrl}#m`), (text) => lines.push(text));
    const ask = (content: string): Parameters<typeof listen>[1] => ({
      messages: [{ role: 'user', content }],
    });
    expect((await listen(live, ask('a'))).reply.text).toBe('one');
    expect((await listen(live, ask('b'))).reply.text).toBe('two');
    expect(await (await fetch(new URL('/__log', baseUrl))).json()).toHaveLength(2);
    server.stdin.end();
    expect(await exit).toEqual([0, null]);

    writeFileSync(join(folder, 'session.jsonl'), lines.join(''));
    const played = models.open('recorded:session.jsonl');
    expect((await listen(played, ask('b'))).reply.text).toBe('two');
    expect((await listen(played, ask('a'))).shown.reply).toBe('one');
    await expect(listen(played, ask('c'))).rejects.toMatchObject({ code: 'model-not-recorded' });
  });
});
