import { Buffer } from 'node:buffer';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { z } from 'zod';
import type { Order, RunEnd, RunOrder } from './child/order.ts';
import { type Frame, FrameReader } from './frame-reader.ts';
import type { NodeRuntime } from './node-runtime.ts';

/** How an interpreter's process ended its one run, or failed to. */
export type ProcessEnd = RunEnd | { readonly end: 'died' | 'killed-late'; readonly why: string };

const endSchema: z.ZodType<RunEnd> = z.object({
  end: z.enum(['returned', 'time-limit', 'stopped']),
  report: z.string(),
  fatal: z.string().optional(),
  exitCode: z.number().optional(),
  dropped: z.number().int().nonnegative(),
  durationMs: z.number().nonnegative(),
});
const refusalSchema = z.object({ open: z.array(z.string()), reason: z.string().optional() });

/** How much of a dying process's own words is kept, in bytes: enough for V8's. */
const lastWordsLimit = 4096;

/** One process with one interpreter in it, for one program. */
export class InterpreterProcess {
  /** Resolves when the process is locked and has failed to get out; rejects with the reason when it has not. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly frames = new FrameReader();
  private lastWords = '';
  private outlived = false;
  private settleReady: { resolve: () => void; reject: (error: Error) => void } | undefined;
  private settleRun: ((end: ProcessEnd) => void) | undefined;
  private listen: ((stream: 'stdout' | 'stderr', bytes: Buffer) => void) | undefined;

  constructor(node: NodeRuntime, order: Extract<Order, { do: 'run' }>, child: string, heapLimitMb: number) {
    const files = Object.values<string>({ ...order.files });
    const readable = [child, ...files].map((file) => `--allow-fs-read=${file}`);
    this.child = spawn(
      node.path,
      [
        node.permissionFlag,
        ...readable,
        '--disallow-code-generation-from-strings',
        '--no-addons',
        '--no-warnings',
        `--max-old-space-size=${heapLimitMb}`,
        child,
        JSON.stringify(order),
      ],
      { stdio: 'pipe', env: { TZ: 'UTC', ...node.environment }, windowsHide: true },
    );
    this.ready = new Promise((resolve, reject) => {
      this.settleReady = { resolve, reject };
    });
    // Whoever waits sees the reason; a spare that nobody waits for must not end the host.
    this.ready.catch(() => undefined);
    this.gone = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        this.died(`it ended with ${signal ?? `code ${code}`}`);
        resolve();
      });
      this.child.once('error', (error) => {
        this.died(error.message);
        resolve();
      });
    });
    this.child.stdin.on('error', () => undefined);
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.receive(chunk);
    });
    this.child.stderr.on('data', (chunk: Buffer) => {
      if (this.lastWords.length < lastWordsLimit) this.lastWords += chunk.toString('utf8');
    });
    this.hold(false);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Runs the one program. Never rejects: a process that dies is an end too. */
  async run(
    order: RunOrder,
    listen: (stream: 'stdout' | 'stderr', bytes: Buffer) => void,
  ): Promise<ProcessEnd> {
    this.listen = listen;
    return new Promise((resolve) => {
      this.settleRun = resolve;
      if (this.child.exitCode !== null || this.child.signalCode !== null) this.died('it was gone');
      this.child.stdin.write(`${JSON.stringify(order)}\n`);
    });
  }

  /** Ends the process at once, whatever it does; `time-limit` says that it outlived its program's. */
  kill(why?: 'time-limit'): void {
    if (why !== undefined) this.outlived = true;
    this.child.kill('SIGKILL');
  }

  /** Whether this process keeps its parent from ending: while somebody waits for it, not while it is a spare. */
  hold(held: boolean): void {
    const { stdin, stdout, stderr } = this.child;
    for (const part of [this.child, stdin, stdout, stderr]) {
      // The three pipes are sockets; their types say only that they are streams.
      const countable = part as unknown as { ref(): void; unref(): void };
      if (held) countable.ref();
      else countable.unref();
    }
  }

  private receive(chunk: Buffer): void {
    let frames: Frame[];
    try {
      frames = this.frames.add(chunk);
    } catch (error) {
      this.died(error instanceof Error ? error.message : String(error));
      this.kill();
      return;
    }
    for (const frame of frames) this.take(frame);
  }

  private take({ kind, contents }: Frame): void {
    switch (kind) {
      case 'ready':
        this.settleReady?.resolve();
        this.settleReady = undefined;
        return;
      case 'refused': {
        const { open, reason } = refusalSchema.parse(JSON.parse(contents.toString('utf8')));
        this.settleReady?.reject(new Error(reason ?? `open: ${open.join('; ')}`));
        this.settleReady = undefined;
        return;
      }
      case 'stdout':
      case 'stderr':
        this.listen?.(kind, contents);
        return;
      case 'answer':
        this.settleRun?.(endSchema.parse(JSON.parse(contents.toString('utf8'))));
        this.settleRun = undefined;
        return;
      case 'snapshot':
        return;
    }
  }

  private died(how: string): void {
    const why = [how, this.lastWords.trim()].filter((part) => part !== '').join(': ');
    this.settleReady?.reject(new Error(why));
    this.settleReady = undefined;
    this.settleRun?.({ end: this.outlived ? 'killed-late' : 'died', why });
    this.settleRun = undefined;
  }
}
