import { afterAll, describe, expect, it } from 'vitest';
import { locatePython } from './python-files.ts';
import { SandboxedPython } from './sandboxed-python.ts';

const python = new SandboxedPython({ files: locatePython('dist') });
afterAll(async () => python.close());

describe('Expert Python', () => {
  it('runs a program and keeps what it prints', async () => {
    const answer = await python.run(
      { code: 'print(6 * 7)', timeLimitMs: 10_000, outputLimit: 1000 },
      new AbortController().signal,
    );
    expect(answer).toMatchObject({ stdout: '42\n', stderr: '', outcome: 'ok', dropped: 0 });
    expect(answer.interpreter).toMatch(/^pyodide \S+ \(Python 3\.\d+\.\d+\)$/);
  });
});
