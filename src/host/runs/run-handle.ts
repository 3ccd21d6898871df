import type { Moment } from '../../engine/runs/moment.ts';
import type { RunTree } from '../../engine/runs/run-tree.ts';
import type { OpenJournal } from './open-journal.ts';
import type { OpenRun } from './run-library.ts';

/** One holder's hold on a journal that others may hold as well. */
export class RunHandle implements OpenRun {
  readonly onDidGrow: OpenRun['onDidGrow'];
  readonly onDidStream: OpenRun['onDidStream'];
  readonly onDidEnd: OpenRun['onDidEnd'];
  private released = false;

  constructor(
    private readonly journal: OpenJournal,
    private readonly release: () => void,
  ) {
    ({ onDidGrow: this.onDidGrow, onDidStream: this.onDidStream, onDidEnd: this.onDidEnd } = journal);
  }

  get id(): string {
    return this.journal.id;
  }

  get title(): string {
    return this.journal.title;
  }

  get live(): boolean {
    return this.journal.live;
  }

  get tree(): RunTree {
    return this.journal.tree;
  }

  get size(): number {
    return this.journal.size;
  }

  moment(n: number): Moment {
    return this.journal.moment(n);
  }

  dispose(): void {
    if (this.released) return;
    this.released = true;
    this.release();
  }
}
