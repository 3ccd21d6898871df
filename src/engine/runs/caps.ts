import type { Spend } from './tool.ts';

/** Hard limits of one run, over all its resumptions. What is absent is not limited. */
export interface Caps {
  /** Metered calls: those that cost tokens or money. */
  readonly calls?: number | undefined;
  /** Prompt and completion tokens together. */
  readonly tokens?: number | undefined;
  /** Running time in milliseconds; paused time does not count. */
  readonly timeMs?: number | undefined;
  /** In the currency of the configured prices. */
  readonly cost?: number | undefined;
}

/** What a run has spent so far. */
export interface Spent {
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly cost: number;
}

/**
 * Counts what a run spends. A call is admitted only if what it may cost at most still fits beside what was
 * spent and what the calls in flight have reserved: so a cap holds with any number of calls in flight.
 */
export class Meter {
  private calls = 0;
  private promptTokens = 0;
  private completionTokens = 0;
  private cost = 0;
  private reservedTokens = 0;
  private reservedCost = 0;

  constructor(private readonly caps: Caps) {}

  get spent(): Spent {
    const { calls, promptTokens, completionTokens, cost } = this;
    return { calls, promptTokens, completionTokens, cost };
  }

  /** Counts what an answer in the journal has cost already. */
  recount(spend: Spend): void {
    this.calls += 1;
    this.add(spend);
  }

  /**
   * Reserves the most a call may cost. Returns the cap that forbids it, in words, or the reservation, to be
   * settled with what the call did cost (nothing, where it failed).
   */
  admit(most: Spend): string | { settle(spend: Spend | undefined): void } {
    const tokens = most.promptTokens + most.completionTokens;
    const cost = most.cost ?? 0;
    const { caps } = this;
    if (caps.calls !== undefined && this.calls >= caps.calls)
      return `the cap of ${caps.calls} calls is reached`;
    const spentTokens = this.promptTokens + this.completionTokens + this.reservedTokens;
    if (caps.tokens !== undefined && spentTokens + tokens > caps.tokens) {
      return `the next call may take ${tokens} tokens; with ${spentTokens} spent or reserved, that is more than the cap of ${caps.tokens}`;
    }
    if (caps.cost !== undefined && this.cost + this.reservedCost + cost > caps.cost) {
      return `the next call may cost ${cost}; with ${this.cost + this.reservedCost} spent or reserved, that is more than the cap of ${caps.cost}`;
    }
    this.calls += 1;
    this.reservedTokens += tokens;
    this.reservedCost += cost;
    return {
      settle: (spend) => {
        this.reservedTokens -= tokens;
        this.reservedCost -= cost;
        if (spend) this.add(spend);
      },
    };
  }

  private add(spend: Spend): void {
    this.promptTokens += spend.promptTokens;
    this.completionTokens += spend.completionTokens;
    this.cost += spend.cost ?? 0;
  }
}

/** A timer of running time: it stands still while the run is paused. */
export class RunningTimer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private startedAt = 0;

  constructor(
    private leftMs: number,
    private readonly expired: () => void,
  ) {}

  start(): void {
    this.startedAt = performance.now();
    // Node's timers hold at most 2^31 - 1 ms.
    this.timer = setTimeout(this.expired, Math.min(this.leftMs, 2 ** 31 - 1));
    this.timer.unref();
  }

  stop(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.leftMs = Math.max(0, this.leftMs - (performance.now() - this.startedAt));
  }
}
