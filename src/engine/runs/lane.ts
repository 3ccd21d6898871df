import { addressIn, groupAddress, isWithin, laneOf } from './address.ts';
import { clockTool, randomTool } from './builtin-tools.ts';
import type { RunContext } from './context.ts';
import { LaneLost, ProgramBug } from './errors.ts';
import type { Json } from './json.ts';
import type { Unnumbered } from './moment.ts';
import type { NoteKind } from './note.ts';
import type { Tool } from './tool.ts';

/** What a lane needs of its run. */
export interface LaneRun {
  perform<Request, Answer>(
    lane: Lane,
    address: string,
    tool: Tool<Request, Answer>,
    request: Request,
    label: string,
  ): Promise<Answer>;
  /** Writes a moment that follows from the answers so far, unless the journal holds it already. */
  mark(moment: Extract<Unnumbered, { kind: 'opened' | 'closed' | 'lanes' | 'joined' | 'note' }>): void;
  /** The lane that won this race, by the journal of this run or of its parent. */
  winner(address: string): string | undefined;
  /** Stops the run because its program broke a rule. */
  fail(error: Error): Error;
  /** The lane of this fork's edit, where it is one and its edit is a call's. */
  readonly editLane: string | undefined;
}

/** One lane of a run: the context that its part of the program sees. */
export class Lane implements RunContext {
  private readonly ordinals = new Map<string, number>();
  private readonly groups = new Set<string>();
  private readonly children = new Set<Lane>();
  private readonly controller = new AbortController();
  private occupation: string | undefined;
  private over = false;
  /** Called when a call in this lane, or a lane within it, is really asked. */
  private onAsked: (() => void) | undefined;
  /** True once this lane stands after the edit of a fork. */
  after: boolean;

  constructor(
    private readonly run: LaneRun,
    readonly lane: string,
    private readonly parent: Lane | undefined,
    after: boolean,
  ) {
    this.after = after;
    if (parent?.signal.aborted) this.controller.abort(parent.signal.reason);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  abort(reason: Error): void {
    if (this.signal.aborted) return;
    this.controller.abort(reason);
    for (const child of this.children) child.abort(reason);
  }

  /** Tells the races above that something here was asked, not recalled. */
  asked(): void {
    this.onAsked?.();
    this.parent?.asked();
  }

  call<Request, Answer>(
    name: string,
    tool: Tool<Request, Answer>,
    request: Request,
    options: { readonly label?: string } = {},
  ): Promise<Answer> {
    return this.exclusively(name, () => {
      const address = this.nextAddress(name);
      return this.run.perform(this, address, tool, request, options.label ?? name);
    });
  }

  all<Item, Value>(
    group: string,
    items: readonly Item[],
    options: { readonly key: (item: Item) => string; readonly limit?: number },
    body: (lane: RunContext, item: Item) => Promise<Value>,
  ): Promise<Value[]> {
    return this.exclusively(group, async () => {
      const lanes = this.openLanes(group, items.map(options.key), 'all');
      const outcomes: ({ readonly value: Value } | { readonly error: unknown })[] = [];
      let next = 0;
      const work = async (): Promise<void> => {
        for (;;) {
          const index = next++;
          const lane = lanes[index];
          if (!lane || this.signal.aborted) return;
          try {
            outcomes[index] = { value: await body(lane, items[index] as Item) };
          } catch (error) {
            outcomes[index] = { error };
          }
          lane.over = true;
        }
      };
      const workers = Math.max(1, Math.min(options.limit ?? Infinity, items.length));
      await Promise.all(Array.from({ length: workers }, work));
      this.signal.throwIfAborted();
      this.joinLanes(group, lanes, undefined);
      return outcomes.map((outcome) => {
        if ('error' in outcome) throw outcome.error as Error;
        return outcome.value;
      });
    });
  }

  race<Item, Value>(
    group: string,
    items: readonly Item[],
    options: { readonly key: (item: Item) => string },
    body: (lane: RunContext, item: Item) => Promise<Value>,
  ): Promise<{ readonly winner: string; readonly value: Value }> {
    return this.exclusively(group, async () => {
      const keys = items.map(options.key);
      if (keys.length === 0) throw this.run.fail(new ProgramBug(`race ${group} has no lanes`));
      const lanes = this.openLanes(group, keys, 'race');
      const started = new Set<number>();
      const running: Promise<void>[] = [];
      const failures: unknown[] = [];
      let failed = 0;
      let won: { readonly winner: string; readonly value: Value } | undefined;
      await new Promise<void>((decided) => {
        const start = (index: number): void => {
          const lane = lanes[index];
          if (!lane || started.has(index) || won) return;
          started.add(index);
          const ran = body(lane, items[index] as Item).then(
            (value) => {
              if (won || lane.signal.aborted) return;
              won = { winner: keys[index] ?? '', value };
              this.joinLanes(group, lanes, won.winner);
              for (const other of lanes) if (other !== lane) other.abort(new LaneLost(other.lane));
              decided();
            },
            (error: unknown) => {
              failures[index] = error;
              failed += 1;
              startAll();
              if (failed === lanes.length) decided();
            },
          );
          running.push(ran);
        };
        const startAll = (): void => {
          lanes.forEach((_, index) => {
            start(index);
          });
        };
        // Where the journal knows the winner, it runs alone, for free: only when it turns out to ask something
        // new is the race open again.
        const winner = this.run.winner(groupAddress(this.lane, group));
        const known = winner === undefined ? undefined : lanes[keys.indexOf(winner)];
        if (known) {
          known.onAsked = startAll;
          start(lanes.indexOf(known));
        } else {
          startAll();
        }
      });
      await Promise.all(running);
      for (const lane of lanes) lane.over = true;
      this.signal.throwIfAborted();
      if (won) return won;
      this.joinLanes(group, lanes, undefined);
      throw new AggregateError(failures, `every lane of race ${group} failed`);
    });
  }

  async frame<Value>(
    kind: string,
    label: string,
    fields: Readonly<Record<string, Json>>,
    body: () => Promise<Value>,
  ): Promise<Value> {
    const address = this.nextAddress(kind);
    this.run.mark({ kind: 'opened', address, frame: kind, label, fields: { ...fields } });
    try {
      const value = await body();
      this.run.mark({ kind: 'closed', address, outcome: 'done' });
      return value;
    } catch (error) {
      // A stopped frame is opened again by a resume, so it is not closed in the journal.
      if (!this.signal.aborted) this.run.mark({ kind: 'closed', address, outcome: 'failed' });
      throw error;
    }
  }

  note<Fields extends Record<string, Json>>(kind: NoteKind<Fields>, label: string, fields: Fields): void {
    this.run.mark({ kind: 'note', address: this.nextAddress(kind.note), note: kind.note, label, fields });
  }

  now(): Promise<number> {
    return this.call('clock', clockTool, {});
  }

  random(): Promise<number> {
    return this.call('random', randomTool, {});
  }

  private nextAddress(name: string): string {
    const ordinal = (this.ordinals.get(name) ?? 0) + 1;
    this.ordinals.set(name, ordinal);
    return addressIn(this.lane, name, ordinal);
  }

  private async exclusively<Value>(what: string, body: () => Promise<Value>): Promise<Value> {
    const where = this.lane === '' ? 'the root lane' : `lane ${this.lane}`;
    if (this.over) throw this.run.fail(new ProgramBug(`${what} was called in ${where}, which has ended`));
    if (this.occupation !== undefined) {
      throw this.run.fail(
        new ProgramBug(
          `${what} was called in ${where} while ${this.occupation} is in flight; use all or race`,
        ),
      );
    }
    this.signal.throwIfAborted();
    this.occupation = what;
    try {
      return await body();
    } finally {
      this.occupation = undefined;
    }
  }

  private openLanes(group: string, keys: readonly string[], mode: 'all' | 'race'): Lane[] {
    if (this.groups.has(group)) {
      throw this.run.fail(new ProgramBug(`lanes ${group} were opened twice in lane "${this.lane}"`));
    }
    if (new Set(keys).size < keys.length) {
      const twice = keys.find((key, index) => keys.indexOf(key) < index);
      throw this.run.fail(new ProgramBug(`two lanes of ${group} have the key ${JSON.stringify(twice)}`));
    }
    this.groups.add(group);
    this.run.mark({ kind: 'lanes', address: groupAddress(this.lane, group), group, keys: [...keys], mode });
    const lanes = keys.map((key) => new Lane(this.run, laneOf(this.lane, group, key), this, this.after));
    for (const lane of lanes) this.children.add(lane);
    return lanes;
  }

  private joinLanes(group: string, lanes: readonly Lane[], winner: string | undefined): void {
    const address = groupAddress(this.lane, group);
    this.run.mark({ kind: 'joined', address, ...(winner === undefined ? {} : { winner }) });
    const { editLane } = this.run;
    for (const lane of lanes) {
      // Past the join, everything is after the edit, also when its lane lost a race before it came there.
      this.after ||= lane.after || (editLane !== undefined && isWithin(editLane, lane.lane));
      this.children.delete(lane);
    }
  }
}
