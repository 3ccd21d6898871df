import type { z } from 'zod';

/**
 * A kind of contact with the world (a model, Python, a person, the clock) that a run can call. A tool is
 * stateless as far as a run can see: what it answers depends on the request and on the world, never on the
 * order of calls, so that an answer found in a journal can stand in for it.
 *
 * Requests and answers are plain JSON, described by schemas: they are validated when a journal is read.
 */
export interface Tool<Request, Answer> {
  /** The tool's kind, as the journal names it: `model`, `python`, `person`, `clock`. */
  readonly kind: string;
  /** Part of every digest: raise it when the same request would no longer mean the same call. */
  readonly version: string;
  readonly request: z.ZodType<Request>;
  readonly answer: z.ZodType<Answer>;
  /** Performs the call once. Rejects with the signal's reason when aborted; must settle soon after an abort. */
  perform(request: Request, performance: Performance): Promise<Answer>;
  /** What the call may cost at most; counted against the run's caps before it is dispatched. */
  reserve?(request: Request): Spend;
  /** What an answer cost; counted against the run's caps. A tool without it is free and not counted as a call. */
  spent?(answer: Answer): Spend;
}

/** How the runner listens to a tool while it performs one call. */
export interface Performance {
  /** The call's address, for messages only. */
  readonly address: string;
  readonly signal: AbortSignal;
  /** Streamed parts of the answer: shown, never journalled. */
  onDelta(delta: Delta): void;
  /** One failed attempt that will be repeated under the same address. */
  onAttempt(attempt: Attempt): void;
}

/** A streamed part of an answer. */
export interface Delta {
  readonly channel: 'reply' | 'reasoning' | 'output';
  readonly text: string;
  /** Every delta of this call before this one is void. */
  readonly restart?: true;
}

/** An attempt that failed and will be repeated. */
export interface Attempt {
  /** What went wrong, without secrets or user text. */
  readonly reason: string;
  /** How long until the next attempt, in milliseconds. */
  readonly waitMs: number;
}

/** Resources of one call: tokens in and out, and money where a price is known. */
export interface Spend {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** In the currency of the configured prices; undefined where no price is known. */
  readonly cost?: number | undefined;
}
