import { encodePart, laneOfAddress } from './address.ts';
import { ActiveTime } from './active-time.ts';
import type { Json } from './json.ts';
import type { CallError, Header, Moment, MomentOf } from './moment.ts';
import type { Spend } from './tool.ts';

/** Where a moment stands in its journal: its number, which is how views ask for its text. */
export type MomentNumber = number;

/** A call as the tree knows it: no texts, only what a row shows and where the texts are. */
export interface CallNode {
  readonly kind: 'call';
  readonly address: string;
  readonly label: string;
  readonly tool: string;
  state: 'asked' | 'answered' | 'failed' | 'cancelled';
  readonly askedAt: number;
  settledAt: number | undefined;
  asked: MomentNumber;
  settled: MomentNumber | undefined;
  attempts: number;
  readonly reused: 'before' | 'after' | undefined;
  readonly edited: boolean;
  spend: Spend | undefined;
  error: CallError | undefined;
}

export interface FrameNode {
  readonly kind: 'frame';
  readonly address: string;
  readonly frame: string;
  readonly label: string;
  readonly openedAt: number;
  closedAt: number | undefined;
  state: 'open' | 'done' | 'failed' | 'cancelled';
  readonly children: RunNode[];
}

export interface LanesNode {
  readonly kind: 'lanes';
  readonly address: string;
  readonly group: string;
  readonly mode: 'all' | 'race';
  joined: boolean;
  winner: string | undefined;
  readonly lanes: readonly { readonly key: string; readonly path: string; readonly children: RunNode[] }[];
}

export interface NoteNode {
  readonly kind: 'note';
  readonly address: string;
  readonly note: string;
  readonly label: string;
  readonly moment: MomentNumber;
  readonly fields: Readonly<Record<string, Json>>;
}

export type RunNode = CallNode | FrameNode | LanesNode | NoteNode;

export interface AsideNode {
  readonly id: string;
  readonly label: string;
  readonly asked: MomentNumber;
  settled: MomentNumber | undefined;
}

/** Where a run stood still, or was taken up again after its process had ended. */
export interface Interruption {
  readonly what: 'paused' | 'resumed';
  readonly moment: MomentNumber;
  readonly at: number;
  /** When it went on after a pause. */
  until: number | undefined;
  /** Bytes of a torn last line that a resume dropped. */
  readonly dropped: number;
}

export interface RunTotals {
  moments: number;
  calls: number;
  answered: number;
  failed: number;
  reused: number;
  attempts: number;
  promptTokens: number;
  completionTokens: number;
  cost: number;
  /** Milliseconds in which the run was neither paused nor dead. */
  activeMs: number;
}

/**
 * The tree of a run (frames, lanes, calls, notes), built moment by moment, so that it is the same for a run that
 * is under way and one read from disk, and at every moment in between. Memory is a few hundred bytes a call.
 *
 * @param spendOf what an answer cost, by its tool's kind
 */
export class RunTree {
  header: Header | undefined;
  title = '';
  finished: MomentOf<'finished'> | undefined;
  paused = false;
  readonly root: RunNode[] = [];
  readonly asides: AsideNode[] = [];
  readonly interruptions: Interruption[] = [];
  readonly totals: RunTotals = {
    moments: 0,
    calls: 0,
    answered: 0,
    failed: 0,
    reused: 0,
    attempts: 0,
    promptTokens: 0,
    completionTokens: 0,
    cost: 0,
    activeMs: 0,
  };
  private readonly calls = new Map<string, CallNode>();
  private readonly frames = new Map<string, FrameNode>();
  private readonly groups = new Map<string, LanesNode>();
  /** For each lane, the lists that its next node may go to, innermost last. */
  private readonly places = new Map<string, RunNode[][]>([['', [this.root]]]);
  private readonly time = new ActiveTime();

  constructor(private readonly spendOf: (tool: string, answer: Json) => Spend | undefined) {}

  /** The tree of the first moments of a journal, up to and including number `until`. */
  static of(
    moments: Iterable<Moment>,
    spendOf: (tool: string, answer: Json) => Spend | undefined,
    until = Infinity,
  ): RunTree {
    const tree = new RunTree(spendOf);
    for (const moment of moments) {
      if (moment.n > until) break;
      tree.add(moment);
    }
    return tree;
  }

  call(address: string): CallNode | undefined {
    return this.calls.get(address);
  }

  /** Every call, in the order in which they were first asked. */
  allCalls(): IterableIterator<CallNode> {
    return this.calls.values();
  }

  add(moment: Moment): void {
    this.totals.moments += 1;
    this.time.add(moment);
    this.totals.activeMs = this.time.total;
    switch (moment.kind) {
      case 'run':
        this.header = moment;
        this.title = moment.title;
        break;
      case 'renamed':
        this.title = moment.title;
        break;
      case 'asked':
        this.addAsked(moment);
        break;
      case 'attempt': {
        const call = this.calls.get(moment.address);
        if (call) call.attempts += 1;
        this.totals.attempts += 1;
        break;
      }
      case 'answered':
      case 'failed':
      case 'cancelled':
        this.settle(moment);
        break;
      case 'opened':
        this.addFrame(moment);
        break;
      case 'closed':
        this.closeFrame(moment);
        break;
      case 'lanes':
        this.addLanes(moment);
        break;
      case 'joined': {
        const group = this.groups.get(moment.address);
        if (group) Object.assign(group, { joined: true, winner: moment.winner });
        break;
      }
      case 'note': {
        const { address, note, label, fields, n } = moment;
        this.put(laneOfAddress(address), { kind: 'note', address, note, label, fields, moment: n });
        break;
      }
      case 'aside':
        this.asides.push({ id: moment.id, label: moment.label, asked: moment.n, settled: undefined });
        break;
      case 'aside-answered': {
        const aside = this.asides.find(({ id }) => id === moment.id);
        if (aside) aside.settled = moment.n;
        break;
      }
      case 'paused':
        this.paused = true;
        this.interruptions.push({
          what: 'paused',
          moment: moment.n,
          at: moment.t,
          until: undefined,
          dropped: 0,
        });
        break;
      case 'continued': {
        this.paused = false;
        const pause = this.interruptions.at(-1);
        if (pause?.what === 'paused') pause.until = moment.t;
        break;
      }
      case 'resumed':
        this.finished = undefined;
        this.paused = false;
        this.interruptions.push({
          what: 'resumed',
          moment: moment.n,
          at: moment.t,
          until: undefined,
          dropped: moment.dropped,
        });
        break;
      case 'finished':
        this.finished = moment;
        break;
    }
  }

  private addAsked(moment: MomentOf<'asked'>): void {
    const known = this.calls.get(moment.address);
    if (known) {
      // Asked again after a crash or a cancel: the same call, once more.
      Object.assign(known, { state: 'asked', asked: moment.n, settledAt: undefined, settled: undefined });
      return;
    }
    const { address, label, tool, t, n, reused, edited } = moment;
    const call: CallNode = {
      kind: 'call',
      address,
      label,
      tool,
      state: 'asked',
      askedAt: t,
      settledAt: undefined,
      asked: n,
      settled: undefined,
      attempts: 0,
      reused,
      edited: edited ?? false,
      spend: undefined,
      error: undefined,
    };
    this.calls.set(address, call);
    this.totals.calls += 1;
    if (reused) this.totals.reused += 1;
    this.put(laneOfAddress(address), call);
  }

  private settle(moment: MomentOf<'answered'> | MomentOf<'failed'> | MomentOf<'cancelled'>): void {
    const call = this.calls.get(moment.address);
    if (!call) return;
    call.state = moment.kind;
    call.settledAt = moment.t;
    call.settled = moment.n;
    if (moment.kind === 'failed') {
      call.error = moment.error;
      this.totals.failed += 1;
    }
    if (moment.kind !== 'answered') return;
    this.totals.answered += 1;
    call.spend = this.spendOf(call.tool, moment.answer);
    // What was reused was paid by the parent.
    if (!call.spend || call.reused) return;
    this.totals.promptTokens += call.spend.promptTokens;
    this.totals.completionTokens += call.spend.completionTokens;
    this.totals.cost += call.spend.cost ?? 0;
  }

  private addFrame({ address, frame, label, t }: MomentOf<'opened'>): void {
    const node: FrameNode = {
      kind: 'frame',
      address,
      frame,
      label,
      openedAt: t,
      closedAt: undefined,
      state: 'open',
      children: [],
    };
    this.frames.set(address, node);
    const lane = laneOfAddress(address);
    this.put(lane, node);
    this.places.get(lane)?.push(node.children);
  }

  private closeFrame(moment: MomentOf<'closed'>): void {
    const frame = this.frames.get(moment.address);
    if (!frame) return;
    frame.state = moment.outcome;
    frame.closedAt = moment.t;
    const places = this.places.get(laneOfAddress(moment.address));
    const index = places?.lastIndexOf(frame.children) ?? -1;
    if (places && index > 0) places.length = index;
  }

  private addLanes({ address, group, mode, keys }: MomentOf<'lanes'>): void {
    const base = address.slice(0, -'#lanes'.length);
    const lanes = keys.map((key) => {
      const path = `${base}/${encodePart(key)}`;
      const children: RunNode[] = [];
      this.places.set(path, [children]);
      return { key, path, children };
    });
    const node: LanesNode = { kind: 'lanes', address, group, mode, joined: false, winner: undefined, lanes };
    this.groups.set(address, node);
    this.put(laneOfAddress(address), node);
  }

  private put(lane: string, node: RunNode): void {
    const places = this.places.get(lane);
    (places?.at(-1) ?? this.root).push(node);
  }
}
