import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { SolveInput, SolveOutput } from '../../engine/conductor/solve-program.ts';
import { parseMoment } from '../../engine/moments.ts';
import type { Caps } from '../../engine/runs/caps.ts';
import { type Change, forkRun } from '../../engine/runs/fork-run.ts';
import type { Gatekeeper } from '../../engine/runs/gates.ts';
import type { Durability } from '../../engine/runs/journal-writer.ts';
import { resumeRun } from '../../engine/runs/resume-run.ts';
import type { Run, RunObserver } from '../../engine/runs/run.ts';
import { startRun } from '../../engine/runs/start-run.ts';
import type { Delta } from '../../engine/runs/tool.ts';
import { UserError } from '../../engine/user-error.ts';
import type { LiveRun } from './live-run.ts';
import type { LiveRunMemory } from './live-run-memory.ts';
import type { SolveWorkshop } from './solve-workshop.ts';

/** What holds for one execution of a run. */
export interface Execution {
  /** Whether a person is asking right now: only then may the editor ask them for consent. True if left out. */
  readonly gesture?: boolean | undefined;
  readonly caps?: Caps | undefined;
  readonly durability?: Durability | undefined;
  readonly gatekeeper?: Gatekeeper | undefined;
}

type Begin = (observer: RunObserver) => Run<SolveOutput>;

/** The runs that this window executes: begun, resumed and forked here, and remembered in case the window goes. */
export class LiveRuns {
  private readonly live = new Map<string, LiveRun>();
  private readonly began = new vscode.EventEmitter<string>();
  private readonly ended = new vscode.EventEmitter<string>();
  private readonly moved = new vscode.EventEmitter<string>();
  private readonly streamed = new vscode.EventEmitter<{ run: string; address: string; delta: Delta }>();
  readonly onDidBegin = this.began.event;
  readonly onDidEnd = this.ended.event;
  /** A moment was written to a run's journal. */
  readonly onDidMove = this.moved.event;
  readonly onDidStream = this.streamed.event;

  constructor(
    private readonly workshop: SolveWorkshop,
    private readonly memory: LiveRunMemory,
  ) {}

  get all(): readonly LiveRun[] {
    return [...this.live.values()];
  }

  get(id: string): LiveRun | undefined {
    return this.live.get(id);
  }

  async start(folder: string, title: string, input: SolveInput, execution: Execution = {}): Promise<LiveRun> {
    const { program, mailbox } = await this.workshop.program(folder, execution.gesture ?? true);
    return this.execute(folder, mailbox, (observer) =>
      startRun(program, input, { ...execution, workspace: folder, title, observer }),
    );
  }

  /** @throws UserError `journal-locked` where somebody else writes it, and whatever `resumeRun` throws */
  async resume(path: string, execution: Execution = {}): Promise<LiveRun> {
    const folder = folderOf(path);
    const { program, mailbox } = await this.workshop.program(folder, execution.gesture ?? true);
    return this.execute(folder, mailbox, (observer) =>
      resumeRun(program, path, { ...execution, parse: parseMoment, observer }),
    );
  }

  async fork(parent: string, change: Change, execution: Execution = {}): Promise<LiveRun> {
    const folder = folderOf(parent);
    const { program, mailbox } = await this.workshop.program(folder, execution.gesture ?? true);
    return this.execute(folder, mailbox, (observer) =>
      forkRun(program, parent, change, { ...execution, parse: parseMoment, observer }),
    );
  }

  /** @throws UserError `run-not-live` */
  require(id: string): LiveRun {
    const live = this.live.get(id);
    if (live) return live;
    throw new UserError(
      'run-not-live',
      'The run is not running in this window.',
      'Only the window or the terminal that runs it can stop it, pause it or speak to it.',
    );
  }

  private execute(folder: string, mailbox: LiveRun['mailbox'], begin: Begin): LiveRun {
    let id: string | undefined;
    const run = begin({
      moment: (moment) => {
        id ??= moment.kind === 'run' ? moment.run : undefined;
        if (id !== undefined) this.moved.fire(id);
      },
      delta: (address, delta) => {
        if (id !== undefined) this.streamed.fire({ run: id, address, delta });
      },
    });
    // A resumed run has its header behind it: what it writes comes only after this turn of the event loop.
    id = run.id;
    const live: LiveRun = { run, mailbox, folder };
    this.live.set(run.id, live);
    this.memory.add(folder, run.id);
    const end = (): void => {
      this.live.delete(run.id);
      this.memory.remove(folder, run.id);
      this.ended.fire(run.id);
    };
    run.outcome.then(end, end);
    this.began.fire(run.id);
    return live;
  }
}

/** The folder whose `.baton/runs/` a journal lies in. */
function folderOf(journal: string): string {
  return dirname(dirname(dirname(journal)));
}
