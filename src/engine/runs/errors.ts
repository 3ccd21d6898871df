import { UserError } from '../user-error.ts';
import type { CallError } from './moment.ts';

/**
 * A call that failed, as its program sees it: the same object live and replayed, so that a program which
 * handles the failure takes the same path both times.
 */
export class CallFailed extends UserError {
  readonly address: string;

  constructor(address: string, error: CallError) {
    super(error.code, error.message, error.hint);
    this.name = 'CallFailed';
    this.address = address;
  }
}

/** Thrown into every lane of a run that was told to stop; programs let it pass. */
export class RunStopped extends Error {
  readonly outcome: 'cancelled' | 'capped';

  constructor(outcome: 'cancelled' | 'capped', reason: string) {
    super(reason);
    this.name = 'AbortError';
    this.outcome = outcome;
  }
}

/** Thrown into the lanes that lost a race. */
export class LaneLost extends Error {
  constructor(lane: string) {
    super(`lane ${lane} lost its race`);
    this.name = 'AbortError';
  }
}

/** The run asks something else than its journal says it did: it cannot be resumed, only viewed or forked. */
export class Divergence extends UserError {
  readonly address: string;
  readonly was: unknown;
  readonly now: unknown;

  constructor(address: string, was: unknown, now: unknown) {
    super(
      'divergence',
      `The call ${address} differs from the one in the journal, so what follows in the journal cannot be trusted.`,
      'View the run, or fork it to ask this call anew.',
    );
    this.name = 'Divergence';
    this.address = address;
    this.was = was;
    this.now = now;
  }
}

/** A program broke a rule of runs: a duplicate address, two calls of one lane at a time. */
export class ProgramBug extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProgramBug';
  }
}

/** An error as the journal keeps it. */
export function toCallError(error: unknown): CallError {
  if (error instanceof UserError) return { code: error.code, message: error.message, hint: error.hint };
  if (error instanceof Error) return { code: 'bug', message: `${error.name}: ${error.message}`, hint: '' };
  return { code: 'bug', message: String(error), hint: '' };
}
