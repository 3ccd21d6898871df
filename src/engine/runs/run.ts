import { askAside } from './aside.ts';
import { unlessAborted, type GatedCall, type Gatekeeper, Gates } from './gates.ts';
import { type Caps, Meter, RunningTimer, type Spent } from './caps.ts';
import { laneOfAddress } from './address.ts';
import { CallFailed, Divergence, RunStopped, toCallError } from './errors.ts';
import { canonicalJson, digestOfText, type Json } from './json.ts';
import type { JournalWriter } from './journal-writer.ts';
import { Lane, type LaneRun } from './lane.ts';
import type { CallError, Edit, Moment, Parent, Unnumbered } from './moment.ts';
import type { RunContext } from './context.ts';
import type { Recall } from './recall.ts';
import type { Delta, Spend, Tool } from './tool.ts';
import { UserError } from '../user-error.ts';

/** How a run ended. A cancelled or capped run can be resumed; a failed or finished one can be forked. */
export type Outcome<Output> =
  | { readonly outcome: 'done'; readonly output: Output }
  | { readonly outcome: 'failed'; readonly error: CallError; readonly at?: string | undefined }
  | { readonly outcome: 'cancelled' | 'capped'; readonly reason: string };

/** Whoever watches a run: views, the CLI's progress. Told after the fact; must not throw. */
export interface RunObserver {
  moment?(moment: Moment): void;
  /** A streamed part of the answer to the call at `address`; shown, never journalled. */
  delta?(address: string, delta: Delta): void;
}

/** How many calls were answered from where. */
export interface RunCounts {
  /** Really asked by this process. */
  readonly asked: number;
  /** Answered from the run's own journal. */
  readonly recalled: number;
  /** Answered from the parent's journal: before the edit, and after it with nothing changed. */
  readonly reusedBefore: number;
  readonly reusedAfter: number;
}

export interface RunSetting {
  readonly caps?: Caps | undefined;
  readonly gatekeeper?: Gatekeeper | undefined;
  readonly observer?: RunObserver | undefined;
  /** The time of day in milliseconds, for time stamps. */
  readonly clock?: (() => number) | undefined;
}

/** Where a run's answers come from before any is asked. */
export interface Memory {
  /** The run's own journal, when it is resumed. */
  readonly own?: Recall | undefined;
  /** The parent's journal, when it is a fork and the parent still exists. */
  readonly parent?: Recall | undefined;
  readonly lineage?: Parent | undefined;
}

/**
 * One execution of a program over its journal. Starting, resuming and forking differ only in the memory they
 * begin with (`start-run.ts`, `resume-run.ts`, `fork-run.ts`).
 */
export class Run<Output> implements LaneRun {
  readonly gates: Gates;
  readonly outcome: Promise<Outcome<Output>>;
  private readonly root: Lane;
  private readonly meter: Meter;
  private readonly timer: RunningTimer | undefined;
  private readonly clock: () => number;
  private readonly counters = { asked: 0, recalled: 0, reusedBefore: 0, reusedAfter: 0 };
  private readonly ownEdit: Edit | undefined;
  readonly editLane: string | undefined;
  private stopped: RunStopped | undefined;
  private bug: Error | undefined;
  private over = false;
  /** A resumed run says so in its journal before anything else it writes. */
  private announced: boolean;

  constructor(
    readonly id: string,
    private readonly body: (context: RunContext, input: Json) => Promise<Output>,
    input: Json,
    private readonly writer: JournalWriter,
    private readonly memory: Memory,
    private readonly setting: RunSetting,
  ) {
    this.gates = new Gates(setting.gatekeeper);
    this.meter = new Meter(setting.caps ?? {});
    this.clock = setting.clock ?? Date.now;
    this.announced = memory.own === undefined;
    this.ownEdit = memory.lineage?.edits.at(-1);
    this.editLane =
      this.ownEdit && this.ownEdit.change !== 'input' ? laneOfAddress(this.ownEdit.at) : undefined;
    this.root = new Lane(this, '', undefined, this.ownEdit?.change === 'input');
    const limit = setting.caps?.timeMs;
    if (limit !== undefined) {
      this.timer = new RunningTimer(Math.max(0, limit - (memory.own?.activeMs ?? 0)), () => {
        this.stop('capped', `the cap of ${limit} ms of running time is reached`);
      });
      this.timer.start();
    }
    this.outcome = this.execute(input);
  }

  get counts(): RunCounts {
    return { ...this.counters };
  }

  get spent(): Spent {
    return this.meter.spent;
  }

  get journal(): string {
    return this.writer.path;
  }

  /** Closes all gates: nothing more is dispatched, and what arrives is journalled and kept. */
  pause(): void {
    if (this.gates.isClosed || this.over) return;
    this.gates.close();
    this.timer?.stop();
    this.write({ kind: 'paused' });
  }

  continue(): void {
    if (!this.gates.isClosed || this.over) return;
    this.write({ kind: 'continued' });
    this.timer?.start();
    this.gates.open();
  }

  /** Stops the run; what was answered is kept, and the run can be resumed. */
  cancel(reason = 'cancelled by the user'): void {
    this.stop('cancelled', reason);
  }

  /** Asks something beside the run: journalled, never replayed, and no part of its outcome. */
  async aside<Request, Answer>(
    tool: Tool<Request, Answer>,
    request: Request,
    label: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    const observed = (id: string, delta: Delta): void => this.setting.observer?.delta?.(id, delta);
    return askAside((moment) => this.write(moment), observed, tool, request, label, signal);
  }

  async perform<Request, Answer>(
    lane: Lane,
    address: string,
    tool: Tool<Request, Answer>,
    original: Request,
    label: string,
  ): Promise<Answer> {
    const made = this.applyEdits(address, tool, original);
    const { request, digest } = made;
    try {
      return (
        this.recallOwn(address, tool, request, digest) ??
        this.reuse(lane, address, tool, request, digest, label) ??
        this.answerByEdit(address, tool, request, digest, label) ??
        (await this.ask(lane, address, tool, made, label))
      ).give();
    } finally {
      if (this.ownEdit?.at === address && this.ownEdit.change !== 'input') lane.after = true;
    }
  }

  mark(moment: Extract<Unnumbered, { kind: 'opened' | 'closed' | 'lanes' | 'joined' | 'note' }>): void {
    if (this.memory.own?.has(moment.kind, moment.address)) return;
    this.write(moment);
  }

  winner(address: string): string | undefined {
    return this.memory.own?.winner(address) ?? this.memory.parent?.winner(address);
  }

  fail(error: Error): Error {
    this.bug ??= error;
    this.root.abort(error);
    return error;
  }

  private stop(outcome: 'cancelled' | 'capped', reason: string): RunStopped {
    this.stopped ??= new RunStopped(outcome, reason);
    this.root.abort(this.stopped);
    return this.stopped;
  }

  /** Request edits of the lineage hold wherever the request is still the one that was edited. */
  private applyEdits<Request>(
    address: string,
    tool: Tool<Request, unknown>,
    request: Request,
  ): MadeRequest<Request> {
    const text = canonicalJson(request);
    const digest = digestOfText(tool, text);
    const edit = this.memory.lineage?.edits.findLast(
      (e) => e.change === 'request' && e.at === address && e.digest === digest,
    );
    if (!edit) return { request, text, digest, edited: false };
    const now = tool.request.parse(edit.now);
    const edited = canonicalJson(now);
    return { request: now, text: edited, digest: digestOfText(tool, edited), edited: true };
  }

  private recallOwn<Request, Answer>(
    address: string,
    tool: Tool<Request, Answer>,
    request: Request,
    digest: string,
  ): Given<Answer> | undefined {
    const { own } = this.memory;
    const call = own?.call(address);
    if (!own || !call) return undefined;
    if (call.digest !== digest) throw this.fail(new Divergence(address, own.request(call).request, request));
    if (!call.settled) return undefined;
    const given = Given.byMoment(address, tool, own.settlement({ settled: call.settled }));
    this.counters.recalled += 1;
    if (tool.spent) this.meter.recount(given.spend(tool));
    return given;
  }

  private reuse<Request, Answer>(
    lane: Lane,
    address: string,
    tool: Tool<Request, Answer>,
    request: Request,
    digest: string,
    label: string,
  ): Given<Answer> | undefined {
    const { parent, lineage } = this.memory;
    const call = parent?.call(address);
    if (!parent || !call?.settled || call.digest !== digest) return undefined;
    if (this.ownEdit?.at === address && this.ownEdit.change !== 'none') return undefined;
    // After the edit, fresh samples may be wanted, and a failure is no answer worth keeping.
    if (lane.after && (lineage?.fresh === true || call.settled.kind === 'failed')) return undefined;
    const moment = parent.settlement({ settled: call.settled });
    const given = Given.byMoment(address, tool, moment);
    const reused = lane.after ? 'after' : 'before';
    this.counters[lane.after ? 'reusedAfter' : 'reusedBefore'] += 1;
    this.write({ kind: 'asked', address, tool: tool.kind, label, digest, request: request as Json, reused });
    this.write(
      moment.kind === 'answered'
        ? { kind: 'answered', address, answer: moment.answer }
        : { kind: 'failed', address, error: moment.error },
    );
    return given;
  }

  private answerByEdit<Request, Answer>(
    address: string,
    tool: Tool<Request, Answer>,
    request: Request,
    digest: string,
    label: string,
  ): Given<Answer> | undefined {
    const edit = this.ownEdit;
    if (edit?.at !== address || edit.change !== 'answer' || edit.digest !== digest || edit.now === undefined)
      return undefined;
    this.write({
      kind: 'asked',
      address,
      tool: tool.kind,
      label,
      digest,
      request: request as Json,
      edited: true,
    });
    return Given.byMoment(address, tool, this.write({ kind: 'answered', address, answer: edit.now }));
  }

  private async ask<Request, Answer>(
    lane: Lane,
    address: string,
    tool: Tool<Request, Answer>,
    { request, text, digest, edited }: MadeRequest<Request>,
    label: string,
  ): Promise<Given<Answer>> {
    lane.asked();
    const call: GatedCall = { address, lane: laneOfAddress(address), tool: tool.kind, label, request };
    await this.gates.pass('dispatch', call, lane.signal);
    lane.signal.throwIfAborted();
    const reservation = tool.spent ? this.meter.admit(tool.reserve?.(request) ?? nothing) : undefined;
    if (typeof reservation === 'string') throw this.stop('capped', reservation);
    const again = this.memory.own?.call(address) ? { again: true as const } : {};
    this.write(
      {
        kind: 'asked',
        address,
        tool: tool.kind,
        label,
        digest,
        request: request as Json,
        ...again,
        ...(edited ? { edited: true as const } : {}),
      },
      text,
    );
    this.counters.asked += 1;
    let settled = false;
    let given: Given<Answer>;
    try {
      const answer = await unlessAborted(
        tool.perform(request, {
          address,
          signal: lane.signal,
          onDelta: (delta) => {
            if (!settled) this.setting.observer?.delta?.(address, delta);
          },
          onAttempt: ({ reason, waitMs }) => {
            if (!settled) this.write({ kind: 'attempt', address, reason, waitMs });
          },
        }),
        lane.signal,
      );
      // What is delivered is what a replay would deliver: the answer as JSON has it.
      const kept = JSON.parse(JSON.stringify(answer)) as Json;
      const checked = tool.answer.parse(kept);
      reservation?.settle(tool.spent?.(checked));
      settled = true;
      this.write({ kind: 'answered', address, answer: kept });
      given = new Given({ answer: checked });
    } catch (error) {
      if (!settled) reservation?.settle(undefined);
      settled = true;
      if (lane.signal.aborted) {
        const reason = lane.signal.reason as Error;
        this.write({ kind: 'cancelled', address, reason: reason.message });
        throw reason;
      }
      const failure = toCallError(error);
      this.write({ kind: 'failed', address, error: failure });
      given = new Given({ failure: new CallFailed(address, failure) });
    }
    await this.gates.pass('delivery', { ...call, outcome: given.outcome }, lane.signal);
    lane.signal.throwIfAborted();
    return given;
  }

  private write(moment: Unnumbered, requestText?: string): Moment {
    if (!this.announced) {
      this.announced = true;
      this.append({ kind: 'resumed', dropped: this.memory.own?.end.torn ?? 0 });
    }
    return this.append(moment, requestText);
  }

  private append(moment: Unnumbered, requestText?: string): Moment {
    let written: Moment;
    try {
      written = this.writer.append(moment, this.clock(), requestText);
    } catch (cause) {
      throw this.fail(
        new UserError(
          'journal-unwritable',
          `The journal ${this.writer.path} cannot be written, so the run was stopped.`,
          'Free some disk space or check the folder, then resume the run.',
          { cause },
        ),
      );
    }
    this.setting.observer?.moment?.(written);
    return written;
  }

  private async execute(input: Json): Promise<Outcome<Output>> {
    // Whoever made the run gets to hold it before anything happens.
    await Promise.resolve();
    let ended: Outcome<Output>;
    try {
      ended = { outcome: 'done', output: await this.body(this.root, input) };
    } catch (error) {
      const at = error instanceof CallFailed ? error.address : undefined;
      ended = { outcome: 'failed', error: toCallError(error), at };
    }
    this.timer?.stop();
    this.over = true;
    if (this.stopped) ended = { outcome: this.stopped.outcome, reason: this.stopped.message };
    try {
      // A run that diverged, or whose program broke a rule, is left as it was: its journal is not at fault.
      if (this.bug) throw this.bug;
      this.finish(ended);
    } finally {
      this.writer.close();
      this.memory.own?.close();
      this.memory.parent?.close();
    }
    return ended;
  }

  private finish(ended: Outcome<Output>): void {
    // The last line tells a list of runs the title, wherever in the journal it was given.
    const title = this.memory.own?.renamed === undefined ? {} : { title: this.memory.own.renamed };
    switch (ended.outcome) {
      case 'done':
        this.write({ kind: 'finished', ...title, outcome: 'done', output: ended.output as Json });
        break;
      case 'failed':
        this.write({
          kind: 'finished',
          ...title,
          outcome: 'failed',
          error: ended.error,
          ...(ended.at === undefined ? {} : { at: ended.at }),
        });
        break;
      case 'cancelled':
      case 'capped':
        this.write({
          kind: 'finished',
          ...title,
          outcome: ended.outcome,
          error: { code: ended.outcome, message: ended.reason, hint: 'Resume the run to go on from here.' },
        });
        break;
    }
  }
}

const nothing: Spend = { promptTokens: 0, completionTokens: 0 };

/** A request as it will be asked: edited where the lineage says so, with its canonical text and its digest. */
interface MadeRequest<Request> {
  readonly request: Request;
  readonly text: string;
  readonly digest: string;
  readonly edited: boolean;
}

/** A settled call, ready to be given to its program: an answer, or a failure to throw. */
class Given<Answer> {
  constructor(private readonly settled: { readonly answer: Answer } | { readonly failure: CallFailed }) {}

  /** @throws UserError `journal-damaged` when the journal has an answer that the tool never gives */
  static byMoment<Answer>(
    address: string,
    tool: Pick<Tool<never, Answer>, 'answer'>,
    moment: Moment,
  ): Given<Answer> {
    if (moment.kind === 'failed')
      return new Given<Answer>({ failure: new CallFailed(address, moment.error) });
    if (moment.kind !== 'answered') throw new TypeError(`${moment.kind} settles no call`);
    const parsed = tool.answer.safeParse(moment.answer);
    if (parsed.success) return new Given<Answer>({ answer: parsed.data });
    throw new UserError(
      'journal-damaged',
      `The answer to ${address} in the journal is not one that its tool gives.`,
      'Fork the run and ask this call again.',
    );
  }

  get outcome(): { readonly answer: unknown } | { readonly error: unknown } {
    return 'failure' in this.settled ? { error: this.settled.failure } : { answer: this.settled.answer };
  }

  /** What it cost, where it was answered. */
  spend(tool: { spent?(answer: Answer): Spend }): Spend {
    return 'answer' in this.settled ? (tool.spent?.(this.settled.answer) ?? nothing) : nothing;
  }

  give(): Answer {
    if ('failure' in this.settled) throw this.settled.failure;
    return this.settled.answer;
  }
}
