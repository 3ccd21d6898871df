import type { Mailbox } from '../../engine/conductor/interjection.ts';
import type { SolveOutput } from '../../engine/conductor/solve-program.ts';
import type { Run } from '../../engine/runs/run.ts';

/** A run that this window executes. */
export interface LiveRun {
  readonly run: Run<SolveOutput>;
  /** Where what a person says to its conductor waits for the next round. */
  readonly mailbox: Mailbox;
  /** The folder whose `.baton/runs/` keeps its journal. */
  readonly folder: string;
}
