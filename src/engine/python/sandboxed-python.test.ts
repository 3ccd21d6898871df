import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../user-error.ts';
import { bundleForTest } from './bundle-for-test.ts';
import { locatePython } from './python-files.ts';
import { type PythonAnswer, pythonAnswerSchema, pythonRequestSchema } from './python-run.ts';
import { SandboxedPython } from './sandboxed-python.ts';

const files = locatePython('dist');
const python = new SandboxedPython({ files, memoryLimitMb: 128 });
afterAll(async () => python.close());

const never = new AbortController().signal;
const generous = { timeLimitMs: 60_000, outputLimit: 10_000 };

async function run(code: string, more: Partial<typeof generous> = {}): Promise<PythonAnswer> {
  return pythonAnswerSchema.parse(await python.run({ code, ...generous, ...more }, never));
}

/** Whether a process still stands. A killed child is reaped by whoever started it. */
function stands(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a program', () => {
  it('runs, and what it prints is kept', async () => {
    const answer = await run('import sys\nprint(6 * 7)\nprint("aside", file=sys.stderr)');
    expect(answer).toMatchObject({ stdout: '42\n', stderr: 'aside\n', outcome: 'ok', dropped: 0 });
    expect(answer.interpreter).toMatch(/^pyodide \S+ \(Python 3\.\d+\.\d+\)$/);
  });

  it('is __main__, with its files beside it', async () => {
    const code =
      'import helper\nif __name__ == "__main__": print(helper.twice(4), open("notes/a.txt").read())';
    const beside = { 'helper.py': 'def twice(x): return 2 * x', 'notes/a.txt': 'hi' };
    const answer = await python.run({ code, files: beside, ...generous }, never);
    expect(answer.stdout).toBe('8 hi\n');
  });

  it.each(['../up.py', '/etc/x', 'a/../../b', 'a\\b', '', 'C:/x'])('may not have a file named %j', (name) => {
    expect(pythonRequestSchema.safeParse({ code: '', ...generous, files: { [name]: '' } }).success).toBe(
      false,
    );
  });

  it('that fails is an answer: type, message, line, and a traceback of the program alone', async () => {
    const answer = await run('def f(x):\n    return 1 / x\n\nf(0)\n');
    expect(answer).toMatchObject({
      outcome: 'exception',
      exception: { type: 'ZeroDivisionError', message: 'division by zero', line: 2 },
    });
    expect(answer.stderr).toMatch(
      /^Traceback \(most recent call last\):\n {2}File "\/home\/expert\/program.py", line 4/,
    );
    expect(answer.stderr).not.toContain('expert.py"');
  });

  it('with a syntax error says where', async () => {
    const answer = await run('x = 1\nif x print(x)\n');
    expect(answer).toMatchObject({ outcome: 'exception', exception: { type: 'SyntaxError', line: 2 } });
  });

  it.each([
    ['import sys; sys.exit()', 'ok', undefined],
    ['import sys; sys.exit(0)', 'ok', undefined],
    ['import sys; sys.exit(3)', 'exception', { type: 'SystemExit', message: '3' }],
    ['raise SystemExit("bye")', 'exception', { type: 'SystemExit', message: 'bye' }],
    ['import os; print("kept"); os._exit(0)', 'ok', undefined],
    ['import os; print("kept"); os._exit(5)', 'exception', { type: 'SystemExit', message: '5' }],
  ])('%s ends %s', async (code, outcome, exception) => {
    const answer = await run(code);
    expect(answer.outcome).toBe(outcome);
    if (exception) expect(answer.exception).toMatchObject(exception);
    if (code.includes('kept')) expect(answer.stdout).toBe('kept\n');
  });

  it('has nobody to ask', async () => {
    expect(await run('input("name? ")')).toMatchObject({ stdout: 'name? ', exception: { type: 'EOFError' } });
  });

  it('has the standard library and no packages', async () => {
    expect((await run('import asyncio, decimal, doctest, fractions, heapq, unittest')).outcome).toBe('ok');
    expect((await run('import numpy')).stderr).toContain("ModuleNotFoundError: No module named 'numpy'");
  });

  it('may use asyncio', async () => {
    const code =
      'import asyncio\nasync def f(n):\n    await asyncio.sleep(n / 100)\n    return n\n' +
      'async def main():\n    print(await asyncio.gather(f(2), f(1)))\nasyncio.run(main())';
    expect((await run(code)).stdout).toBe('[2, 1]\n');
  });

  it('prints any text, and is told of what is none', async () => {
    expect((await run('print("é 😀 \\u200f \\x00")')).stdout).toBe('é 😀 \u200f \0\n');
    expect((await run('print("\\ud800")')).exception?.type).toBe('UnicodeEncodeError');
    expect((await run('import sys; sys.stdout.buffer.write(b"a\\xff\\x80b")')).stdout).toBe('a\ufffd\ufffdb');
    expect((await python.run({ code: 'print("\ud800")', ...generous }, never)).outcome).not.toBe('crashed');
  });

  it('that recurses without end is stopped by Python or with its interpreter', async () => {
    expect((await run('def f(): f()\nf()')).exception?.type).toBe('RecursionError');
    const deep = await run('import sys\nsys.setrecursionlimit(10**9)\ndef f(): return [f()]\nf()');
    expect(deep.exception?.type).toMatch(/RecursionError|MemoryError|SystemError/);
    const nested = await run('x = []\nfor _ in range(10**6): x = [x]\nprint(len(repr(x)))');
    expect(nested.outcome).not.toBe('ok');
  });
});

describe('repeatability', () => {
  const code =
    'import random, uuid, os\nprint(random.random(), hash("a"), {"x", "y", "z"}, uuid.uuid4(), os.urandom(4))';

  it('the same request gives the same output, another seed another', async () => {
    const first = await run(code);
    expect((await run(code)).stdout).toBe(first.stdout);
    expect((await python.run({ code, seed: 1, ...generous }, never)).stdout).not.toBe(first.stdout);
  });

  it('a run sees nothing of the one before', async () => {
    const poison =
      'import builtins, sys, json, _expert, os\nbuiltins.print = None\nbuiltins.len = lambda x: 7\n' +
      'sys.modules["math"] = None\njson.dumps = None\n_expert.marker = 1\nopen("left.txt", "w").write("x")\n' +
      'os.environ["LEFT"] = "1"\nsys.path.clear()\nint.__doc__';
    await run(poison);
    const after = await run(
      'import math, os, sys, _expert\nprint(len("abc"), math.pi > 3, os.listdir("."), "LEFT" in os.environ, ' +
        'hasattr(_expert, "marker"), len(sys.path) > 1)',
    );
    expect(after.stdout).toBe("3 True ['program.py'] False False True\n");
  });
});

describe('limits', () => {
  it.each([
    ['a loop in Python', 'while True: pass'],
    ['a sleep', 'import time; time.sleep(1e6)'],
    ['a loop inside the interpreter', 'x = 7 ** (7 ** 12)'],
    ['a regular expression that backtracks', 'import re; re.match(r"(a+)+$", "a" * 60 + "b")'],
    [
      'a loop that catches everything',
      'while True:\n    try:\n        while True: pass\n    except BaseException: pass',
    ],
    ['a loop at exit', 'import atexit\n@atexit.register\ndef f():\n    while True: pass'],
    ['a loop in a destructor', 'class A:\n    def __del__(self):\n        while True: pass\nA()'],
  ])('time ends %s, and what was printed is kept', async (_what, code) => {
    const answer = await run(`print("begun", end="")\n${code}`, { timeLimitMs: 1500 });
    expect(answer).toMatchObject({ outcome: 'time-limit', stdout: 'begun' });
    expect(answer.durationMs).toBeGreaterThanOrEqual(1490);
  });

  it.each([
    ['a list', 'x = [0] * 10**9'],
    ['growing text', 'x = "a"\nwhile True: x += x'],
    ['many objects', 'x = []\nwhile True: x.append(bytearray(100_000))'],
  ])('memory ends %s', async (_what, code) => {
    const answer = await run(code);
    expect(answer).toMatchObject({ outcome: 'memory-limit', exception: { type: 'MemoryError' } });
  });

  it('a program may go on after the memory it did not get', async () => {
    expect((await run('try:\n    x = [0] * 10**9\nexcept MemoryError:\n    print("went on")')).stdout).toBe(
      'went on\n',
    );
  });

  it('files are limited too, and what is deleted counts no more', async () => {
    const full = 'with open("big", "wb") as f:\n    while True: f.write(bytes(1_000_000))';
    expect((await run(full)).exception).toMatchObject({
      type: 'OSError',
      message: expect.stringContaining('space') as string,
    });
    const again =
      'import os\nfor _ in range(40):\n    with open("big", "wb") as f: f.write(bytes(5_000_000))\n    os.unlink("big")\nprint("ok")';
    expect((await run(again)).stdout).toBe('ok\n');
    expect((await run('f = open("sparse", "wb")\nf.truncate(10**9)')).outcome).not.toBe('ok');
    expect(
      (await run('while True:\n    f = open(str(id(object())) + "x", "ab")\n    f.write(bytes(10**6))'))
        .outcome,
    ).toBe('exception');
  });

  it('output beyond the limit is dropped and counted, on each stream', async () => {
    const answer = await run('import sys\nprint("é" * 50_000)\nprint("x" * 30, file=sys.stderr)', {
      outputLimit: 100,
    });
    expect(answer.stdout).toBe('é'.repeat(100));
    expect(answer.stderr).toBe(`${'x'.repeat(30)}\n`);
    expect(answer.dropped).toBe(50_001 - 100);
  });

  it('a flood of bytes that are no text is bounded as well', async () => {
    const code = 'import sys\nfor _ in range(200): sys.stdout.buffer.write(b"\\x80" * 100_000)';
    const answer = await run(code, { outputLimit: 1000 });
    expect(answer.stdout).toBe('\ufffd'.repeat(1000));
    expect(answer.dropped).toBe(20_000_000 - 1000);
  });

  it('a pair of surrogates is never cut in two', async () => {
    const answer = await run('print("😀" * 10, end="")', { outputLimit: 5 });
    expect(answer).toMatchObject({ stdout: '😀😀', dropped: 16 });
  });

  it('an endless message is cut', async () => {
    const answer = await run('raise ValueError("m" * 10**6)', { outputLimit: 1000 });
    expect(answer.outcome).not.toBe('ok');
    expect(answer.exception?.message.length ?? 0).toBeLessThanOrEqual(1000);
  });
});

describe('the runner', () => {
  it('runs fifty at once, each with its own answer', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, async (_, n) => run(`print(${n} ** 2)`)));
    expect(answers.map(({ stdout }) => stdout)).toEqual(Array.from({ length: 50 }, (_, n) => `${n ** 2}\n`));
  }, 300_000);

  it('shows output while a program runs', async () => {
    const seen: string[] = [];
    const stop = new AbortController();
    const code =
      'import time\nprint("now", flush=True)\ntime.sleep(0.1)\nprint("then", flush=True)\nwhile True: time.sleep(0.01); print(".", end="")';
    const running = python.run({ code, ...generous }, stop.signal, (stream, text) => {
      seen.push(`${stream} ${text}`);
      if (seen.join('').includes('then')) stop.abort(new Error('seen enough'));
    });
    await expect(running).rejects.toThrow('seen enough');
    expect(seen.join('')).toContain('stdout now');
  });

  it.each(['while True: pass', '7 ** (7 ** 12)'])('a cancelled run (%s) leaves no process', async (code) => {
    const own = new SandboxedPython({ files, spares: 0 });
    const stop = new AbortController();
    const running = own.run({ code: `print("up", flush=True)\n${code}`, ...generous }, stop.signal, () => {
      stop.abort(new Error('enough'));
    });
    running.catch(() => undefined);
    // The program says that it is up before it loops; what it says reaches us at the latest with its next line.
    await expect.poll(() => own.processIds.length).toBe(1);
    const [pid = 0] = own.processIds;
    stop.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    await own.close();
    expect(stands(pid)).toBe(false);
  });

  it('a run cancelled while it waits its turn never starts', async () => {
    const own = new SandboxedPython({ files, spares: 0, parallel: 1 });
    const stop = new AbortController();
    const first = own.run({ code: 'print(1)', ...generous }, never);
    const second = own.run({ code: 'print(2)', ...generous }, stop.signal);
    stop.abort(new Error('not wanted'));
    await expect(second).rejects.toThrow('not wanted');
    expect((await first).stdout).toBe('1\n');
    await own.close();
  });

  it('starts nothing before it is used, and leaves nothing when closed', async () => {
    const own = new SandboxedPython({ files, spares: 2 });
    expect(own.processIds).toEqual([]);
    await own.warmUp();
    const pids = own.processIds;
    expect(pids).toHaveLength(2);
    await own.close();
    expect(pids.map(stands)).toEqual([false, false]);
    await expect(own.run({ code: '', ...generous }, never)).rejects.toThrow('closed');
  });

  it.each([
    ['idle', undefined, 10_000],
    ['in a loop of Python', 'while True: pass', 10_000],
    ['in a loop inside the interpreter, by its time limit', '7 ** (7 ** 12)', 30_000],
  ])('a process whose parent is killed with kill -9 ends: %s', async (_what, code, within) => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-parent-'));
    try {
      const script = join(folder, 'parent.mjs');
      await bundleForTest('src/engine/python/sandboxed-python.ts', join(folder, 'runner.mjs'));
      await bundleForTest('src/engine/python/python-files.ts', join(folder, 'files.mjs'));
      writeFileSync(
        script,
        `import { SandboxedPython } from './runner.mjs';
         import { locatePython } from './files.mjs';
         const python = new SandboxedPython({ files: locatePython(${JSON.stringify(join(process.cwd(), 'dist'))}), spares: 1 });
         await python.warmUp();
         const code = ${JSON.stringify(code)};
         const never = new AbortController().signal;
         if (code) void python.run({ code: 'print("up" * 100_000)\\n' + code, timeLimitMs: 15_000, outputLimit: 10 ** 6 }, never,
           () => console.log(JSON.stringify(python.processIds)));
         else console.log(JSON.stringify(python.processIds));
         setInterval(() => {}, 1000);`,
      );
      const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pids = JSON.parse(said.toString().split('\n')[0] ?? '[]') as number[];
      expect(pids.length).toBeGreaterThan(0);
      expect(pids.every(stands)).toBe(true);
      parent.kill('SIGKILL');
      await once(parent, 'exit');
      await expect.poll(() => pids.filter(stands), { timeout: within }).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a process that cannot be locked', () => {
  const refusal = async (
    options: Partial<ConstructorParameters<typeof SandboxedPython>[0]>,
  ): Promise<UserError> => {
    const own = new SandboxedPython({ files, spares: 0, ...options });
    try {
      await own.run({ code: 'print(1)', ...generous }, never);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    } finally {
      await own.close();
    }
    throw new Error('it was not refused');
  };

  it('is refused where the named Node does not run', async () => {
    expect(await refusal({ node: '/nowhere/node' })).toMatchObject({ code: 'python-refused' });
  });

  it('is refused where the Node is none', async () => {
    expect(await refusal({ node: '/bin/true' })).toMatchObject({ code: 'python-refused' });
  });

  it('is refused where the process can read what it must not: its own test finds it', async () => {
    // A canary among the files it may read: as if the permission model were not there.
    const open = { ...files, manifest: files.snapshot };
    expect((await refusal({ files: open })).message).toContain('read a host file');
  });

  it('is refused where Node runs without the permission model', async () => {
    const before = readFileSync(files.manifest, 'utf8');
    const folder = mkdtempSync(join(tmpdir(), 'baton-node-'));
    try {
      const node = join(folder, 'node');
      // A Node that drops the lock from its command line.
      writeFileSync(
        node,
        `#!/bin/sh\nfor a do shift; case $a in --permission|--experimental-permission|--allow-*) ;; *) set -- "$@" "$a";; esac; done\nexec "${process.execPath}" "$@"\n`,
        { mode: 0o755 },
      );
      const { message } = await refusal({ node });
      expect(message).toContain('read a host file');
      expect(message).toContain('start a process');
      // The test of the lock harms nothing where there is no lock.
      expect(readFileSync(files.manifest, 'utf8')).toBe(before);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
