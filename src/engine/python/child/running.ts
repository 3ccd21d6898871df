import type { Door } from '../realm/realm-interface.ts';
import type { RunEnd, RunOrder } from './order.ts';
import { Output } from './output.ts';
import { send } from './pipe.ts';

/** The one run of this process: what it prints, how long it takes, how it ends. */
export class Running {
  readonly door: Door;
  private readonly clock: () => number;
  private outputs: { stdout: Output; stderr: Output } | undefined;
  private startedAt = 0;

  constructor(host: NodeJS.Process, clock: () => number) {
    this.clock = clock;
    const parent = host.ppid;
    this.door = {
      print: (stream, bytes) => this.outputs?.[stream].add(bytes, clock()),
      now: clock,
      pulse: () => {
        if (host.ppid !== parent) host.exit(1);
      },
      stop: (reason) => {
        this.finish({ end: 'stopped', report: '', fatal: reason });
        host.exit(1);
      },
    };
  }

  begin(order: RunOrder): void {
    this.outputs = {
      stdout: new Output('stdout', order.outputLimit),
      stderr: new Output('stderr', order.outputLimit),
    };
    this.startedAt = this.clock();
  }

  /** Sends what is left to send, and how the run ended. Before a run began, it only ends the process. */
  finish(ended: Omit<RunEnd, 'dropped' | 'durationMs'>): void {
    const now = this.clock();
    if (this.outputs === undefined) {
      send('refused', JSON.stringify({ open: [], reason: ended.fatal }));
      return;
    }
    const { stdout, stderr } = this.outputs;
    stdout.flush(now);
    stderr.flush(now);
    const end: RunEnd = {
      ...ended,
      dropped: stdout.dropped + stderr.dropped,
      durationMs: now - this.startedAt,
    };
    send('answer', JSON.stringify(end));
  }
}
