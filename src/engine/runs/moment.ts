import { z } from 'zod';
import type { Json } from './json.ts';

/**
 * The moments of a run, one line of its journal each. The core kinds are here; what a domain adds are notes,
 * declared where they belong (`declareNote`) and composed into one closed union in `engine/moments.ts`.
 */

/** JSON that has been parsed already: checked by whoever knows its meaning. */
const json = z.custom<Json>((value) => value !== undefined);
const fields = z.record(z.string(), json);

/** What every moment carries. `n` counts from 0 in the journal; `t` is milliseconds since the epoch. */
const envelope = { n: z.number().int().nonnegative(), t: z.number().nonnegative() };

export const callErrorSchema = z.object({ code: z.string(), message: z.string(), hint: z.string() });
export type CallError = z.infer<typeof callErrorSchema>;

/** One change of a fork against its parent, made at one call. */
export const editSchema = z.object({
  /** The address of the call; `input` edits stand before every call and have none. */
  at: z.string(),
  change: z.enum(['answer', 'request', 'ask-again', 'input', 'none']),
  /** Digest of the request as the parent made it: a request edit applies only while that stands. */
  digest: z.string().optional(),
  was: json.optional(),
  now: json.optional(),
});
export type Edit = z.infer<typeof editSchema>;

export const parentSchema = z.object({
  run: z.string(),
  /** The edits of the whole lineage, oldest first; the last one is this fork's own. */
  edits: z.array(editSchema).min(1),
  /** True when calls after the edit were asked anew even where nothing had changed for them. */
  fresh: z.boolean(),
});
export type Parent = z.infer<typeof parentSchema>;

export const headerSchema = z.object({
  ...envelope,
  kind: z.literal('run'),
  format: z.literal(1),
  run: z.string(),
  title: z.string(),
  program: z.object({ name: z.string(), version: z.string() }),
  /** Versions of prompts, tools and files that the outcome depends on; a resume needs them unchanged. */
  pins: z.record(z.string(), z.string()),
  input: json,
  parent: parentSchema.optional(),
});
export type Header = z.infer<typeof headerSchema>;

const asked = z.object({
  ...envelope,
  kind: z.literal('asked'),
  address: z.string(),
  /** The tool's kind: `model`, `python`, `person`, `clock`. */
  tool: z.string(),
  /** What people call it: `Expert Mathematician`. */
  label: z.string(),
  digest: z.string(),
  request: json,
  /** Asked before in this journal, and never answered. */
  again: z.literal(true).optional(),
  /** Answered from the parent's journal: `before` the edit, or `after` it with nothing changed. */
  reused: z.enum(['before', 'after']).optional(),
  /** The request or the answer is a person's edit. */
  edited: z.literal(true).optional(),
});

const attempt = z.object({
  ...envelope,
  kind: z.literal('attempt'),
  address: z.string(),
  reason: z.string(),
  waitMs: z.number().nonnegative(),
});

const answered = z.object({ ...envelope, kind: z.literal('answered'), address: z.string(), answer: json });
const failed = z.object({
  ...envelope,
  kind: z.literal('failed'),
  address: z.string(),
  error: callErrorSchema,
});
const cancelled = z.object({
  ...envelope,
  kind: z.literal('cancelled'),
  address: z.string(),
  reason: z.string(),
});

const opened = z.object({
  ...envelope,
  kind: z.literal('opened'),
  address: z.string(),
  /** What sort of frame: `round`, `phase`, `step`. */
  frame: z.string(),
  label: z.string(),
  fields,
});
const closed = z.object({
  ...envelope,
  kind: z.literal('closed'),
  address: z.string(),
  outcome: z.enum(['done', 'failed', 'cancelled']),
});

const lanes = z.object({
  ...envelope,
  kind: z.literal('lanes'),
  address: z.string(),
  group: z.string(),
  keys: z.array(z.string()),
  mode: z.enum(['all', 'race']),
});
const joined = z.object({
  ...envelope,
  kind: z.literal('joined'),
  address: z.string(),
  /** The key of the lane that won a race. */
  winner: z.string().optional(),
});

const note = z.object({
  ...envelope,
  kind: z.literal('note'),
  address: z.string(),
  note: z.string(),
  label: z.string(),
  fields,
});

const aside = z.object({
  ...envelope,
  kind: z.literal('aside'),
  id: z.string(),
  tool: z.string(),
  label: z.string(),
  request: json,
});
const asideAnswered = z.object({
  ...envelope,
  kind: z.literal('aside-answered'),
  id: z.string(),
  answer: json.optional(),
  error: callErrorSchema.optional(),
});

const resumed = z.object({
  ...envelope,
  kind: z.literal('resumed'),
  /** Bytes of a torn last line that were dropped. */
  dropped: z.number().int().nonnegative(),
});
const paused = z.object({ ...envelope, kind: z.literal('paused') });
const continued = z.object({ ...envelope, kind: z.literal('continued') });
const renamed = z.object({ ...envelope, kind: z.literal('renamed'), title: z.string() });

const finished = z.object({
  ...envelope,
  kind: z.literal('finished'),
  /** The title, where it was changed since the header. */
  title: z.string().optional(),
  outcome: z.enum(['done', 'failed', 'cancelled', 'capped']),
  output: json.optional(),
  error: callErrorSchema.optional(),
  /** The address of the call whose failure ended the run. */
  at: z.string().optional(),
});

export const coreMomentSchemas = [
  headerSchema,
  asked,
  attempt,
  answered,
  failed,
  cancelled,
  opened,
  closed,
  lanes,
  joined,
  note,
  aside,
  asideAnswered,
  resumed,
  paused,
  continued,
  renamed,
  finished,
] as const;

export const momentSchema = z.discriminatedUnion('kind', coreMomentSchemas);
export type Moment = z.infer<typeof momentSchema>;
export type MomentOf<Kind extends Moment['kind']> = Extract<Moment, { kind: Kind }>;

/** A moment before the journal has given it its number and time. */
export type Unnumbered<M extends Moment = Moment> = M extends Moment ? Omit<M, 'n' | 't'> : never;
