/** The two places where a call waits for leave: before it is dispatched, and before its outcome is delivered. */
export type Gate = 'dispatch' | 'delivery';

/** A live call at a gate. */
export interface GatedCall {
  readonly address: string;
  readonly lane: string;
  readonly tool: string;
  readonly label: string;
  readonly request: unknown;
  /** At the delivery gate: how the call came out. */
  readonly outcome?: { readonly answer: unknown } | { readonly error: unknown };
}

/** Whoever wants to hold calls at gates: the stepper. Resolves when the call may pass. */
export interface Gatekeeper {
  pass(gate: Gate, call: GatedCall): Promise<void>;
}

/**
 * The gates of one run. Closed, they hold every live call where it stands: nothing is dispatched, and answers
 * that arrive are journalled and kept, undelivered. Calls answered from the journal pass freely.
 */
export class Gates {
  private waiting: (() => void)[] = [];
  private closed = false;
  private readonly held = { dispatch: 0, delivery: 0 };

  constructor(private readonly keeper?: Gatekeeper) {}

  get isClosed(): boolean {
    return this.closed;
  }

  /** How many calls stand at each gate. */
  get holding(): { readonly dispatch: number; readonly delivery: number } {
    return { ...this.held };
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.closed = false;
    const waiting = this.waiting;
    this.waiting = [];
    for (const pass of waiting) pass();
  }

  /** Waits until the call may pass. @throws the signal's reason when the lane is stopped while it waits */
  async pass(gate: Gate, call: GatedCall, signal: AbortSignal): Promise<void> {
    if (!this.closed && !this.keeper) return;
    this.held[gate] += 1;
    try {
      await unlessAborted(this.waitForLeave(gate, call), signal);
    } finally {
      this.held[gate] -= 1;
    }
  }

  private async waitForLeave(gate: Gate, call: GatedCall): Promise<void> {
    await this.keeper?.pass(gate, call);
    while (this.closed) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }
}

/** Settles as the promise does, or rejects with the signal's reason as soon as it is aborted. */
export function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}
