import { type Clock, systemClock } from '../../src/engine/models/clock.ts';

/** A clock whose waits are over at once, and noted. Chance always takes the lower end. */
export class QuickClock implements Clock {
  readonly waits: number[] = [];
  now = (): number => systemClock.now();
  date = (): number => systemClock.date();
  random = (): number => 0;

  wait(ms: number, signal: AbortSignal): Promise<void> {
    this.waits.push(ms);
    return systemClock.wait(0, signal);
  }
}
