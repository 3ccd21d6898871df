import type { Json } from './json.ts';
import type { NoteKind } from './note.ts';
import type { Tool } from './tool.ts';

/**
 * The one door between a run and the world. A program is a deterministic async function over it: whatever it
 * learns comes through `call`, whatever it does at once goes through `all` and `race`.
 *
 * A lane does one thing at a time: two calls in flight in one lane are a bug of the program, and throw.
 */
export interface RunContext {
  /** The path of this lane: group and data key, alternating; empty for the root. */
  readonly lane: string;
  /** Aborted when the run stops or this lane loses its race. */
  readonly signal: AbortSignal;

  /**
   * Contacts the world, or takes the answer from the journal.
   *
   * @param name part of the address; the nth call of that name in this lane is `name#n`
   * @throws CallFailed when the tool failed (journalled: a replay throws the same)
   */
  call<Request, Answer>(
    name: string,
    tool: Tool<Request, Answer>,
    request: Request,
    options?: { readonly label?: string },
  ): Promise<Answer>;

  /**
   * Runs one lane an item, at most `limit` at a time, and returns their values in item order. Every lane runs to
   * its end; then, where any failed, the first failure in item order is thrown.
   *
   * @param group part of the lanes' paths; unique in this lane
   */
  all<Item, Value>(
    group: string,
    items: readonly Item[],
    options: { readonly key: (item: Item) => string; readonly limit?: number },
    body: (lane: RunContext, item: Item) => Promise<Value>,
  ): Promise<Value[]>;

  /**
   * Runs one lane an item at once; the first to fulfil wins, is journalled, and the others are cancelled.
   *
   * @throws AggregateError of the lanes' failures, in item order, when all fail
   */
  race<Item, Value>(
    group: string,
    items: readonly Item[],
    options: { readonly key: (item: Item) => string },
    body: (lane: RunContext, item: Item) => Promise<Value>,
  ): Promise<{ readonly winner: string; readonly value: Value }>;

  /** Marks a stretch of this lane as a round, a phase, a step: what the debugger shows as a stack frame. */
  frame<Value>(
    kind: string,
    label: string,
    fields: Readonly<Record<string, Json>>,
    body: () => Promise<Value>,
  ): Promise<Value>;

  /** Writes a moment of the program's domain. It follows from the answers so far, and is written once. */
  note<Fields extends Record<string, Json>>(kind: NoteKind<Fields>, label: string, fields: Fields): void;

  /** Milliseconds since the epoch, journalled. */
  now(): Promise<number>;
  /** A number in [0, 1), journalled. */
  random(): Promise<number>;
}
