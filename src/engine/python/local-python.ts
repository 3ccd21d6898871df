import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../user-error.ts';
import { exceptionIn } from './exception-in.ts';
import { OutputText } from './output-text.ts';
import { pythonRequestSchema } from './python-run.ts';
import type { OutputListener, PythonAnswer, PythonRequest, PythonRunner } from './python-run.ts';

/**
 * What a program is given of the host's environment: what an interpreter needs to start and find its packages. Keys
 * and tokens that stand in the environment are not passed on.
 */
const passedOn = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'VIRTUAL_ENV',
  'SystemRoot',
  'USERPROFILE',
  'TEMP',
  'TMP',
];

/**
 * The user's own interpreter, one process a program. NOT a sandbox: the program may do whatever the user may. Time
 * and output are limited as in the sandbox, memory is not.
 */
export class LocalPython implements PythonRunner {
  readonly interpreter: string;
  private readonly path: string;
  private readonly running = new Set<ChildProcessWithoutNullStreams>();

  private constructor(path: string, version: string) {
    this.path = path;
    this.interpreter = `${path} (Python ${version}, not a sandbox)`;
  }

  /**
   * Asks an interpreter which it is.
   *
   * @param path a program: `python3`, or a path
   * @throws UserError `python-missing` when it does not run
   */
  static async find(path: string): Promise<LocalPython> {
    try {
      const asked = ['-c', 'import platform; print(platform.python_version())'];
      const { stdout } = await promisify(execFile)(path, asked, { timeout: 10_000 });
      return new LocalPython(path, stdout.trim());
    } catch (error) {
      throw new UserError(
        'python-missing',
        `The Python interpreter ${path} does not run.`,
        'Name another one in the settings, or leave the setting empty to use the sandbox.',
        { cause: error },
      );
    }
  }

  async run(request: PythonRequest, signal: AbortSignal, listen?: OutputListener): Promise<PythonAnswer> {
    signal.throwIfAborted();
    // File names become paths of the host here: they are checked again, whoever calls.
    const { code, files = {}, timeLimitMs, outputLimit } = pythonRequestSchema.parse(request);
    const folder = await mkdtemp(join(tmpdir(), 'baton-python-'));
    try {
      for (const [name, contents] of Object.entries({ ...files, 'program.py': code })) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), contents);
      }
      const answer = await this.execute(folder, timeLimitMs, outputLimit, signal, listen);
      signal.throwIfAborted();
      return answer;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    for (const one of this.running) end(one);
    return Promise.resolve();
  }

  private async execute(
    folder: string,
    timeLimitMs: number,
    outputLimit: number,
    signal: AbortSignal,
    listen: OutputListener | undefined,
  ): Promise<PythonAnswer> {
    const stdout = new OutputText(outputLimit, (text) => listen?.('stdout', text));
    const stderr = new OutputText(outputLimit, (text) => listen?.('stderr', text));
    const startedAt = performance.now();
    const child = spawn(this.path, ['-X', 'utf8', join(folder, 'program.py')], {
      cwd: folder,
      stdio: 'pipe',
      // A group of its own, so that what the program started ends with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      env: {
        ...Object.fromEntries(
          passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
        ),
        PYTHONHASHSEED: '0',
        PYTHONUNBUFFERED: '1',
      },
    });
    this.running.add(child);
    child.stdin.on('error', () => undefined);
    child.stdin.end();
    child.stdout.on('data', (chunk: Buffer) => {
      stdout.add(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr.add(chunk);
    });
    const stop = (): void => {
      end(child);
    };
    signal.addEventListener('abort', stop);
    const limit = AbortSignal.timeout(timeLimitMs);
    limit.addEventListener('abort', stop);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    }).finally(() => {
      limit.removeEventListener('abort', stop);
      signal.removeEventListener('abort', stop);
      this.running.delete(child);
      // The program is gone; what it left in its group goes too.
      end(child);
    });
    stdout.end();
    stderr.end();
    const late = limit.aborted;
    const exception =
      late || code === 0 ? undefined : exceptionIn(stderr.text, join(folder, 'program.py'), code);
    const failed = exception?.type === 'MemoryError' ? 'memory-limit' : exception ? 'exception' : 'crashed';
    return {
      stdout: stdout.text,
      stderr: stderr.text,
      dropped: stdout.dropped + stderr.dropped,
      outcome: late ? 'time-limit' : code === 0 ? 'ok' : failed,
      ...(exception ? { exception } : {}),
      durationMs: performance.now() - startedAt,
      interpreter: this.interpreter,
    };
  }
}

/** Kills a program and what it started. */
function end(child: ChildProcessWithoutNullStreams): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is empty already.
  }
}
