import type { Moment } from './moment.ts';

/**
 * Adds up the time in which a run was neither paused nor dead nor finished, in milliseconds, from the times of
 * its moments. Paused time counts against no limit.
 */
export class ActiveTime {
  total = 0;
  private last: number | undefined;

  add(moment: Moment): void {
    switch (moment.kind) {
      case 'run':
      case 'resumed':
      case 'continued':
        // What lies before is not running time: nothing, a dead process, a pause.
        this.last = moment.t;
        break;
      case 'paused':
      case 'finished':
        this.advance(moment.t);
        this.last = undefined;
        break;
      default:
        this.advance(moment.t);
        break;
    }
  }

  private advance(t: number): void {
    if (this.last === undefined) return;
    this.total += Math.max(0, t - this.last);
    this.last = t;
  }
}
