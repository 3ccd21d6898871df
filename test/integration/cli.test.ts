import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';
import { puzzleModel } from '../fakes/puzzle-model.ts';

const root = join(import.meta.dirname, '..', '..');
const place = mkdtempSync(join(tmpdir(), 'baton-cli-'));
const server = new FakeOpenAIServer({ reply: (body) => puzzleModel(body) });

interface Result {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly json: Record<string, unknown>;
}

/** Calls the command line as a person or a machine would, in a folder that holds a copy of the samples. */
function baton(
  words: string[],
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Result> {
  const child = spawn(process.execPath, [join(place, 'dist', 'cli.mjs'), ...words], {
    cwd: place,
    env: { PATH: process.env.PATH },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
    onStderr?.(err, (signal) => child.kill(signal));
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      const last = out.trimEnd().split('\n').at(-1) ?? '';
      resolve({
        code,
        out,
        err,
        json: last.startsWith('{') ? (JSON.parse(last) as Record<string, unknown>) : {},
      });
    });
  });
}

beforeAll(async () => {
  await server.start();
  mkdirSync(join(place, 'dist'));
  await build({
    entryPoints: [join(root, 'src/cli/main.ts')],
    outfile: join(place, 'dist', 'cli.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    loader: { '.md': 'text', '.py': 'text' },
    logLevel: 'error',
    banner: { js: "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);" },
  });
  // Expert Python's files, as the build has made them.
  for (const file of [
    'python-child.mjs',
    'python-realm.js',
    'python-snapshot.bin',
    'python.json',
    'pyodide',
  ]) {
    cpSync(join(root, 'dist', file), join(place, 'dist', file), { recursive: true });
  }
  cpSync(join(root, 'samples'), join(place, 'samples'), { recursive: true });
});
afterAll(async () => {
  await server.close();
  rmSync(place, { recursive: true });
});

const recorded = ['--model', 'recorded:samples/recordings/first-steps.jsonl'];

describe('baton solve', () => {
  it('solves the samples with the recorded model, Expert Python run for real, and says it was recorded', async () => {
    const { code, json, err } = await baton(['solve', 'samples/night_watch.py', ...recorded, '--json']);
    expect(json).toMatchObject({ solved: 1, nature: 'recorded', accuracy: { successes: 1, n: 1 } });
    expect(json.puzzles).toMatchObject([{ outcome: 'done', output: { verdict: { outcome: 'solved' } } }]);
    expect(err).toContain('The model is recorded');
    expect(code).toBe(0);
  });

  it('writes an answer into the file when asked, and touches nothing else of it', async () => {
    const file = join(place, 'samples', 'tea_break.24');
    const before = readFileSync(file, 'utf8');
    const { code } = await baton(['solve', 'samples/tea_break.24', '--limit', '1', '--apply', ...recorded]);
    expect(code).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe(before.replace('4 5 6 10\n', '4 5 6 10 = (4 * 5) - (6 - 10)\n'));
    writeFileSync(file, before);
  });

  it('never shows an answer that is wrong, and exits with 1', async () => {
    const wrong = await new FakeOpenAIServer({ reply: () => '>> FINAL ANSWER:\n"""\n4 * 6\n"""' }).start();
    const { code, json, out } = await baton([
      'solve',
      'samples/tea_break.24',
      '--limit',
      '1',
      '--model',
      `${wrong.baseUrl}#w`,
      '--json',
    ]);
    await wrong.close();
    expect(code).toBe(1);
    expect(json.puzzles).toMatchObject([{ output: { verdict: { outcome: 'wrong' } } }]);
    expect(out).not.toContain('"answer"');
  });

  it('stopped by Ctrl-C keeps what was paid, and goes on from there', async () => {
    // The conductor's second message never comes, the first time it is asked for.
    let silent = true;
    const slow = await new FakeOpenAIServer({
      reply: (body) => {
        if (!silent || body.messages.length !== 4) return puzzleModel(body);
        silent = false;
        return { kind: 'silence' };
      },
    }).start();
    const model = `${slow.baseUrl}#fake`;
    const stopped = await baton(
      ['solve', 'samples/tea_break.24', '--limit', '1', '--model', model, '--json'],
      (err, kill) => {
        if (err.includes('Round 2')) kill('SIGINT');
      },
    );
    expect(stopped.code).toBe(1);
    expect(stopped.json.puzzles).toMatchObject([{ outcome: 'cancelled' }]);
    silent = false;
    const paid = slow.log.length;
    const resumed = await baton(['runs', 'resume', 'latest', '--json']);
    expect(resumed).toMatchObject({
      code: 0,
      json: { outcome: 'done', output: { answer: '(4 + 5 * 6) - 10' } },
    });
    // One conductor's message and two experts were paid; the conductor, an expert and the conductor were left.
    expect(slow.log.length - paid).toBe(3);
    await slow.close();
  });

  it.each([
    [['solve'], 'takes one file'],
    [['solve', 'nothing.py', '--model', 'openai:x'], 'cannot be read'],
    [['solve', 'samples/README.md', '--model', 'openai:x'], 'no puzzle'],
    [['solve', 'samples/tea_break.24'], 'No model is named'],
    [['solve', 'samples/tea_break.24', '--model', 'nonsense'], 'reference'],
    [['solve', 'samples/tea_break.24', '--model', 'vscode:copilot/x'], 'vscode'],
    [['solve', 'samples/tea_break.24', '--scaffold', 'no', ...recorded], 'no scaffold'],
    [['solve', 'samples/tea_break.24', '--max-calls', 'many', ...recorded], 'above 0'],
    [['dance'], 'no command'],
    [['runs', 'show', 'nothing'], 'no run'],
    [['bench', 'nothing'], 'no benchmark'],
    [['replay', 'samples/README.md'], 'no recorded session'],
  ])('%j is bad usage or input: exit 2, what happened and what to do', async (words, said) => {
    const { code, json, err } = await baton([...words, '--json']);
    expect(code).toBe(2);
    expect((json.error as { message: string }).message.toLowerCase()).toContain(said.toLowerCase());
    expect(err).not.toContain('bug');
  });
});

describe('baton runs', () => {
  it('lists, shows, forks, reports, renames and deletes', async () => {
    const listed = await baton(['runs', 'list', '--json']);
    const runs = listed.json.runs as { run: string; state: string; title: string }[];
    const night = runs.find(({ title }) => title.includes('sat'))?.run ?? '';
    const shown = await baton(['runs', 'show', night]);
    expect(shown.out).toContain('Expert Inspector');
    const call = await baton(['runs', 'show', night, '--call', 'expert#2']);
    expect(call.out).toContain('Go through the rooms row by row');
    const fork = await baton(['runs', 'fork', night, '--at', 'expert#2', '--json']);
    expect(fork).toMatchObject({ code: 0, json: { outcome: 'done', counts: { asked: 0 } } });
    const changed = await baton([
      'runs',
      'fork',
      night,
      '--at',
      'expert#2',
      '--answer',
      'I see a gap.',
      '--json',
    ]);
    // The recording has no word for what the conductor is told now: an error that says so, and nothing guessed.
    expect(changed).toMatchObject({
      code: 1,
      json: { outcome: 'failed', error: { code: 'model-not-recorded' } },
    });
    await baton(['runs', 'report', night, '--out', 'night.html']);
    expect(readFileSync(join(place, 'night.html'), 'utf8')).toContain('Expert Inspector');
    await baton(['runs', 'rename', night, 'The museum']);
    expect((await baton(['runs', 'list'])).out).toContain('The museum');
    await baton(['runs', 'delete', night]);
    expect(existsSync(join(place, '.baton', 'runs', `${night}.jsonl`))).toBe(false);
  });
});

describe('baton models', () => {
  it('checks a model and says what it can do', async () => {
    const { code, json } = await baton(['models', 'check', `${server.baseUrl}#fake`, '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ usable: true, nature: 'real' });
    const dead = await baton(['models', 'check', 'http://127.0.0.1:9/v1#x', '--json']);
    expect(dead).toMatchObject({ code: 1, json: { usable: false } });
  });
});

describe('baton --help', () => {
  it('names every command', async () => {
    const { code, out } = await baton(['--help']);
    expect(code).toBe(0);
    for (const name of ['solve', 'replay', 'runs list', 'models check', 'bench']) expect(out).toContain(name);
  });
});
