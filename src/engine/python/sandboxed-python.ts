import { availableParallelism } from 'node:os';
import { UserError } from '../user-error.ts';
import { Canary } from './canary.ts';
import type { Probe } from './child/order.ts';
import { endingOf } from './ending-of.ts';
import { InterpreterProcess, type ProcessEnd } from './interpreter-process.ts';
import { inspectNode, type NodeRuntime } from './node-runtime.ts';
import { OutputText } from './output-text.ts';
import type { PythonFiles } from './python-files.ts';
import type { OutputListener, PythonAnswer, PythonRequest, PythonRunner } from './python-run.ts';
import { Turns } from './turns.ts';

export interface SandboxOptions {
  readonly files: PythonFiles;
  /** The Node.js that interpreters run on; the host's own when left out. */
  readonly node?: string | undefined;
  /** Interpreters kept ready, from the first run (or warmUp) on; 1 when left out. */
  readonly spares?: number;
  /** Programs that run at once; the rest wait their turn. As many as there are processors when left out. */
  readonly parallel?: number;
  /** Limit on an interpreter's memory, in MB; 256 when left out. Its files have a quarter of that beside it. */
  readonly memoryLimitMb?: number;
}

const MB = 1024 * 1024;
/** What the glue and a realm need of V8's heap, in MB, with room. Python's memory is not in it. */
const heapLimitMb = 128;
/** How long a run may take and still be a short one, in milliseconds. */
const shortRunMs = 20;
/** How much longer than its limit a program may take to be stopped from inside, in milliseconds. */
const graceMs = 2000;

/**
 * Expert Python: programs in Pyodide, in a process that has no files, no network and no host, one process a
 * program. Nothing starts before the first run.
 *
 * @see docs/expert-python.md for what is closed, and what is not claimed
 */
export class SandboxedPython implements PythonRunner {
  readonly interpreter: string;
  private readonly options: SandboxOptions;
  private readonly canary: Canary;
  private readonly turns: Turns;
  private readonly processes = new Set<InterpreterProcess>();
  private readonly spares: InterpreterProcess[] = [];
  private node: Promise<NodeRuntime> | undefined;
  private closed = false;

  constructor(options: SandboxOptions) {
    this.options = options;
    this.interpreter = options.files.interpreter;
    this.canary = new Canary(options.files.manifest);
    this.turns = new Turns(options.parallel ?? availableParallelism());
  }

  async run(request: PythonRequest, signal: AbortSignal, listen?: OutputListener): Promise<PythonAnswer> {
    await this.turns.take(signal);
    let taken: InterpreterProcess | undefined;
    const kill = (): void => taken?.kill();
    signal.addEventListener('abort', kill);
    try {
      const place = await this.place();
      taken = this.spares.shift() ?? this.start(...place);
      signal.throwIfAborted();
      taken.hold(true);
      await this.becomeReady(taken, signal);
      const answer = await this.execute(taken, request, listen);
      signal.throwIfAborted();
      return answer;
    } finally {
      signal.removeEventListener('abort', kill);
      taken?.kill();
      this.turns.give();
    }
  }

  /**
   * Starts the spares and waits until they are ready.
   *
   * @throws UserError `python-refused`
   */
  async warmUp(): Promise<void> {
    await this.refill();
    const waitFor = async (spare: InterpreterProcess): Promise<void> => {
      spare.hold(true);
      await this.becomeReady(spare);
      if (this.spares.includes(spare)) spare.hold(false);
    };
    await Promise.all(this.spares.map(waitFor));
  }

  /** The processes that stand, spare or running: one of them is an orphan if it outlives close. */
  get processIds(): number[] {
    return [...this.processes].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  async close(): Promise<void> {
    this.closed = true;
    this.canary.close();
    const processes = [...this.processes];
    for (const one of processes) {
      one.hold(true);
      one.kill();
    }
    await Promise.all(processes.map(async (one) => one.gone));
  }

  private async execute(
    taken: InterpreterProcess,
    request: PythonRequest,
    listen: OutputListener | undefined,
  ): Promise<PythonAnswer> {
    const { code, files = {}, seed = 0, timeLimitMs, outputLimit } = request;
    const show = (stream: 'stdout' | 'stderr') => (text: string) => listen?.(stream, text);
    const output = {
      stdout: new OutputText(outputLimit, show('stdout')),
      stderr: new OutputText(outputLimit, show('stderr')),
    };
    const startedAt = performance.now();
    // A process that does not stop itself at its limit is ended, and its end reads as one.
    const timer = setTimeout(() => {
      taken.kill('time-limit');
    }, timeLimitMs + graceMs);
    const ending = taken.run({ code, files, seed, timeLimitMs, outputLimit }, (stream, bytes) => {
      output[stream].add(bytes);
    });
    // The next interpreter is made while this one works, or once it has: starting a process would hold up a short run.
    const refill = (): void => void this.refill().catch(() => undefined);
    const next = setTimeout(refill, shortRunMs);
    const end: ProcessEnd = await ending;
    clearTimeout(timer);
    clearTimeout(next);
    setImmediate(refill);
    output.stdout.end();
    output.stderr.end();
    const { note, ...ended } = endingOf(end, outputLimit);
    if (note !== undefined) output.stderr.append(note);
    return {
      stdout: output.stdout.text,
      stderr: output.stderr.text,
      dropped: output.stdout.dropped + output.stderr.dropped + ('dropped' in end ? end.dropped : 0),
      ...ended,
      durationMs: 'durationMs' in end ? end.durationMs : performance.now() - startedAt,
      interpreter: this.interpreter,
    };
  }

  private async becomeReady(taken: InterpreterProcess, signal?: AbortSignal): Promise<void> {
    try {
      await taken.ready;
    } catch (error) {
      signal?.throwIfAborted();
      throw refused(error instanceof Error ? error.message : String(error), error);
    }
    if (this.canary.connections > 0) throw refused('a process reached a listener of the host');
  }

  private async refill(): Promise<void> {
    const [node, probe] = await this.place();
    while (!this.closed && this.spares.length < (this.options.spares ?? 1))
      this.spares.push(this.start(node, probe));
  }

  /** What a process is started on, and what it must not reach; looked up once. */
  private async place(): Promise<[NodeRuntime, Probe]> {
    this.node ??= inspectNode(this.options.node);
    return Promise.all([this.node, this.canary.probe()]);
  }

  private start(node: NodeRuntime, probe: Probe): InterpreterProcess {
    if (this.closed) throw new Error('Expert Python is closed');
    const { child, realm, snapshot, glue, wasm, standardLibrary } = this.options.files;
    const memoryLimit = (this.options.memoryLimitMb ?? 256) * MB;
    const started = new InterpreterProcess(
      node,
      {
        do: 'run',
        files: { realm, snapshot, glue, wasm, standardLibrary },
        memoryLimit,
        fileLimit: memoryLimit / 4,
        probe,
      },
      child,
      heapLimitMb,
    );
    this.processes.add(started);
    void started.gone.then(() => {
      this.processes.delete(started);
      const spare = this.spares.indexOf(started);
      if (spare >= 0) this.spares.splice(spare, 1);
    });
    return started;
  }
}

function refused(why: string, cause?: unknown): UserError {
  return new UserError(
    'python-refused',
    `Expert Python is refused: its process cannot be locked in here (${why}).`,
    'Name a Node.js of at least version 20 in the settings, or turn Expert Python off.',
    { cause },
  );
}
