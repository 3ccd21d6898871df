import { describe, expect, it } from 'vitest';
import { LocalPython } from './local-python.ts';
import { pythonTool } from './python-tool.ts';
import type { Delta } from '../runs/tool.ts';

const never = new AbortController().signal;
const limits = { timeLimitMs: 20_000, outputLimit: 1000 };

describe("the user's own interpreter", () => {
  const found = LocalPython.find('python3');

  it('is named in every answer, as no sandbox', async () => {
    const answer = await (await found).run({ code: 'print(1)', ...limits }, never);
    expect(answer).toMatchObject({ stdout: '1\n', outcome: 'ok' });
    expect(answer.interpreter).toMatch(/^python3 \(Python 3\.\S+, not a sandbox\)$/);
  });

  it('says how a program failed', async () => {
    const python = await found;
    const failed = await python.run({ code: 'def f():\n    raise KeyError("x")\nf()\n', ...limits }, never);
    expect(failed).toMatchObject({
      outcome: 'exception',
      exception: { type: 'KeyError', message: "'x'", line: 2 },
    });
    const wrong = await python.run({ code: 'x = (\n', ...limits }, never);
    expect(wrong).toMatchObject({ outcome: 'exception', exception: { type: 'SyntaxError', line: 1 } });
    const left = await python.run({ code: 'import sys; sys.exit(4)', ...limits }, never);
    expect(left).toMatchObject({ outcome: 'exception', exception: { type: 'SystemExit', message: '4' } });
  });

  it('is stopped at its limits, with what it started', async () => {
    const python = await found;
    const code =
      'import subprocess, sys\nprint("begun", flush=True)\nsubprocess.run([sys.executable, "-c", "while True: pass"])';
    const late = await python.run({ code, timeLimitMs: 1500, outputLimit: 1000 }, never);
    expect(late).toMatchObject({ outcome: 'time-limit', stdout: 'begun\n' });
    const loud = await python.run({ code: 'print("x" * 5000)', ...limits, outputLimit: 10 }, never);
    expect(loud).toMatchObject({ stdout: 'x'.repeat(10), dropped: 4991 });
  });

  it('is not given keys that stand in the environment', async () => {
    process.env.BATON_TEST_API_KEY = 'secret';
    const answer = await (await found).run({ code: 'import os; print(dict(os.environ))', ...limits }, never);
    delete process.env.BATON_TEST_API_KEY;
    expect(answer.stdout).toContain('PATH');
    expect(answer.stdout).not.toContain('secret');
  });

  it('that does not run is an error a person can act on', async () => {
    await expect(LocalPython.find('/nowhere/python3')).rejects.toMatchObject({ code: 'python-missing' });
  });

  it('answers as a tool, its version naming it', async () => {
    const python = await found;
    const tool = pythonTool(python);
    const deltas: Delta[] = [];
    const performance = {
      address: 'python#0',
      signal: never,
      onDelta: (delta: Delta) => deltas.push(delta),
      onAttempt: () => undefined,
    };
    const answer = await tool.perform({ code: 'print("shown")', ...limits }, performance);
    expect(tool.answer.parse(answer).stdout).toBe('shown\n');
    expect(deltas.map(({ text }) => text).join('')).toBe('shown\n');
    expect(deltas.every(({ channel }) => channel === 'output')).toBe(true);
    expect([tool.kind, tool.version]).toEqual(['python', `1 ${python.interpreter}`]);
  });
});
