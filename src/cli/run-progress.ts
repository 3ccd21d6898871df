import { spendOf } from '../engine/spend-of.ts';
import type { Moment } from '../engine/runs/moment.ts';
import type { RunObserver } from '../engine/runs/run.ts';
import { RunTree } from '../engine/runs/run-tree.ts';
import type { Delta } from '../engine/runs/tool.ts';
import type { Terminal } from './terminal.ts';

/** A run as it happens, for whoever waits at a terminal: a line for each round, call and note, one that streams. */
export class RunProgress implements RunObserver {
  readonly tree = new RunTree(spendOf);
  private readonly streamed = new Map<string, number>();

  constructor(private readonly terminal: Terminal) {}

  moment(moment: Moment): void {
    this.tree.add(moment);
    switch (moment.kind) {
      case 'opened':
        this.terminal.log(moment.label);
        break;
      case 'answered':
      case 'failed':
        this.settled(moment.address);
        break;
      case 'attempt':
        this.terminal.log(
          `  ${this.labelOf(moment.address)}: ${moment.reason}; again in ${seconds(moment.waitMs)}`,
        );
        break;
      case 'note':
        this.terminal.log(`  ${moment.label}`);
        break;
      case 'resumed':
        if (moment.dropped > 0)
          this.terminal.log(`(${moment.dropped} bytes of a torn last line were dropped)`);
        break;
      default:
        break;
    }
  }

  delta(address: string, { text }: Delta): void {
    const length = (this.streamed.get(address) ?? 0) + text.length;
    this.streamed.set(address, length);
    this.terminal.progress(`  ${this.labelOf(address)} … ${length} characters`);
  }

  private labelOf(address: string): string {
    return this.tree.call(address)?.label ?? address;
  }

  private settled(address: string): void {
    const call = this.tree.call(address);
    // What a person said, or did not say, is no news to them.
    if (!call || call.tool === 'person') return;
    this.streamed.delete(address);
    const took = seconds((call.settledAt ?? call.askedAt) - call.askedAt);
    const spent = call.spend ? `, ${call.spend.promptTokens} + ${call.spend.completionTokens} tokens` : '';
    const how = call.reused ? 'reused' : took;
    const failure = call.error ? `: ${call.error.message} ${call.error.hint}` : '';
    this.terminal.log(`  ${call.label} (${call.tool}): ${call.state}, ${how}${spent}${failure}`);
  }
}

export function seconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
