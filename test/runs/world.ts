import { z } from 'zod';
import { UserError } from '../../src/engine/user-error.ts';
import type { Performance, Tool } from '../../src/engine/runs/tool.ts';
import { hash, requestSchema, type WorldRequest } from './generated-program.ts';

/**
 * The world that generated programs call. Calls in flight settle one at a time, in an order drawn from a seed,
 * so that every interleaving can happen and each can be had again.
 */
export class World {
  /** Addresses in the order in which they were really asked. */
  readonly asked: string[] = [];
  readonly requests = new Map<string, WorldRequest>();
  private readonly pending: (() => void)[] = [];
  private random: number;
  private turning = false;
  settledCalls = 0;
  /** Called after each call that settles. */
  onSettled: ((count: number) => void) | undefined;

  constructor(
    seed: number,
    private readonly salt: string,
  ) {
    this.random = seed >>> 0 || 1;
  }

  readonly tool: Tool<WorldRequest, string> = {
    kind: 'world',
    version: '1',
    request: requestSchema,
    answer: z.string(),
    perform: (request, performance) => this.perform(request, performance),
  };

  private perform(request: WorldRequest, { address, signal }: Performance): Promise<string> {
    this.asked.push(address);
    this.requests.set(address, request);
    return new Promise((resolve, reject) => {
      this.pending.push(() => {
        if (signal.aborted) reject(signal.reason as Error);
        else if (request.fails) reject(new UserError('planned', 'a planned failure'));
        else resolve(hash(this.salt, request.state, address));
      });
      this.turn();
    });
  }

  private turn(): void {
    if (this.turning) return;
    this.turning = true;
    setImmediate(() => {
      this.turning = false;
      const [settle] = this.pending.splice(this.draw() % Math.max(1, this.pending.length), 1);
      settle?.();
      this.settledCalls += 1;
      this.onSettled?.(this.settledCalls);
      if (this.pending.length > 0) this.turn();
    });
  }

  /** xorshift32 */
  private draw(): number {
    this.random ^= this.random << 13;
    this.random ^= this.random >>> 17;
    this.random ^= this.random << 5;
    return this.random >>> 0;
  }
}
