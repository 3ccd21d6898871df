import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PythonAnswer, PythonRequest } from '../python/python-run.ts';
import { locatePython } from '../python/python-files.ts';
import { SandboxedPython } from '../python/sandboxed-python.ts';
import type { RunPython } from './puzzle.ts';

export interface PythonForTests {
  readonly run: RunPython;
  close(): Promise<void>;
}

/**
 * Where the puzzles' tests run Python: the real sandbox. With BATON_TEST_PYTHON=python3 a fresh process of that
 * interpreter a program instead, which is faster and has no locks: for trying tests out.
 */
export function pythonForTests(): PythonForTests {
  if (process.env.BATON_TEST_PYTHON === 'python3')
    return { run: runInPython3, close: () => Promise.resolve() };
  const sandbox = new SandboxedPython({ files: locatePython('dist') });
  return {
    run: (request) => sandbox.run(request, new AbortController().signal),
    close: () => sandbox.close(),
  };
}

/** Runs a program in a fresh `python3` process: an interpreter that nothing else has touched. */
async function runInPython3(request: PythonRequest): Promise<PythonAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'puzzle-'));
  try {
    const files = { ...request.files, 'program.py': request.code };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    return await execute(folder, request);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function execute(cwd: string, { timeLimitMs, outputLimit }: PythonRequest): Promise<PythonAnswer> {
  const startedAt = performance.now();
  const child = spawn('python3', ['program.py'], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, timeLimitMs);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      clearTimeout(timer);
      resolve({
        stdout: stdout.slice(0, outputLimit),
        stderr: stderr.slice(0, outputLimit),
        dropped: Math.max(0, stdout.length - outputLimit) + Math.max(0, stderr.length - outputLimit),
        outcome: late ? 'time-limit' : code === 0 ? 'ok' : code === null ? 'crashed' : 'exception',
        durationMs: performance.now() - startedAt,
        interpreter: 'python3',
      });
    });
  });
}
