import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';
import { puzzleModel } from '../fakes/puzzle-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-kill-'));
const child = join(folder, 'session-child.mjs');
const server = new FakeOpenAIServer({ reply: (body) => puzzleModel(body) });
let model = '';
let workspaces = 0;

beforeAll(async () => {
  await server.start();
  model = `${server.baseUrl}#fake`;
  await build({
    entryPoints: [join(import.meta.dirname, 'session-child.ts')],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    loader: { '.md': 'text', '.py': 'text' },
    logLevel: 'error',
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** What a finished session of this model says, however often it was killed. */
const answer = '(4 + 5 * 6) - 10';
/** Conductor, two experts at once, conductor, one expert, conductor. */
const modelCalls = 6;

const lineSchema = z.looseObject({
  kind: z.string(),
  address: z.string().optional(),
  tool: z.string().optional(),
});

/** The addresses of model calls that the journal holds an answer to; a torn last line is no part of it. */
function answered(journal: string): Set<string> {
  const text = readFileSync(journal, 'utf8');
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '');
  const moments = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  const models = new Set(
    moments.flatMap(({ kind, tool, address }) => (kind === 'asked' && tool === 'model' ? [address] : [])),
  );
  return new Set(
    moments.flatMap(({ kind, address }) =>
      kind === 'answered' && models.has(address) && address !== undefined ? [address] : [],
    ),
  );
}

interface Ended {
  readonly killed: boolean;
  readonly journal: string | undefined;
  readonly outcome: { outcome?: string; output?: { answer?: string; finalAnswer?: string } } | undefined;
}

/** Runs the child, and kills it after a delay when one is given. */
function run(order: object, killAfterMs?: number): Promise<Ended> {
  const process_ = spawn(process.execPath, [child, JSON.stringify({ model, ...order })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve) => {
    let out = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    process_.stdout.on('data', (chunk: Buffer) => {
      if (out === '' && killAfterMs !== undefined)
        timer = setTimeout(() => process_.kill('SIGKILL'), killAfterMs);
      out += chunk.toString();
    });
    process_.on('close', (_, signal) => {
      clearTimeout(timer);
      const said = out
        .split('\n')
        .filter((line) => line.endsWith('}'))
        .map((line) => JSON.parse(line) as { journal?: string; outcome?: Ended['outcome'] });
      resolve({
        killed: signal === 'SIGKILL',
        journal: said.find(({ journal }) => journal !== undefined)?.journal,
        outcome: said.find(({ outcome }) => outcome !== undefined)?.outcome,
      });
    });
  });
}

function newWorkspace(): string {
  return join(folder, `workspace-${workspaces++}`);
}

function journalIn(workspace: string): string | undefined {
  try {
    const name = readdirSync(join(workspace, '.baton', 'runs')).find((file) => file.endsWith('.jsonl'));
    return name === undefined ? undefined : join(workspace, '.baton', 'runs', name);
  } catch {
    return undefined;
  }
}

/** Resumes what a kill left behind, and holds it to rule 13: the same answer, and nothing answered asked again. */
async function resumeAndCheck(workspace: string): Promise<'finished' | 'no-run' | 'resumed'> {
  const journal = journalIn(workspace);
  if (journal === undefined) return 'no-run';
  const text = readFileSync(journal, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole === '') return 'no-run';
  if (whole.includes('"kind":"finished"')) return 'finished';
  const before = answered(journal);
  const requests = server.log.length;
  const resumed = await run({ workspace, resume: journal });
  expect(resumed.outcome).toMatchObject({ outcome: 'done', output: { answer, finalAnswer: answer } });
  expect(server.log.length - requests).toBe(modelCalls - before.size);
  expect(answered(journal).size).toBe(modelCalls);
  return 'resumed';
}

describe('a session that is killed and resumed', () => {
  it('at every write to its journal, before it, in the middle of the line and after it', async () => {
    const straight = newWorkspace();
    await run({ workspace: straight });
    const writes = readFileSync(journalIn(straight) ?? '', 'utf8')
      .trimEnd()
      .split('\n').length;
    expect(writes).toBeGreaterThan(30);
    const orders = Array.from({ length: writes }, (_, k) => k + 1).flatMap((write) =>
      (['before', 'torn', 'after'] as const).map((when) => ({ write, when })),
    );
    const ends = { finished: 0, 'no-run': 0, resumed: 0 };
    for (const kill of orders) {
      const workspace = newWorkspace();
      expect((await run({ workspace, kill })).killed).toBe(true);
      ends[await resumeAndCheck(workspace)] += 1;
    }
    // Only the header's write leaves no run, and only the last write a finished one.
    expect(ends).toEqual({ 'no-run': 2, finished: 1, resumed: orders.length - 3 });
  }, 900_000);

  it('at a hundred random points in time', async () => {
    const straight = newWorkspace();
    const started = performance.now();
    await run({ workspace: straight });
    const whole = performance.now() - started;
    let seed = 20240123;
    let resumed = 0;
    for (let k = 0; k < 100; k++) {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      const workspace = newWorkspace();
      await run({ workspace }, (seed / 2 ** 31) * whole * 0.5);
      if ((await resumeAndCheck(workspace)) === 'resumed') resumed += 1;
    }
    expect(resumed).toBeGreaterThan(10);
  }, 900_000);
});
