import * as z from 'zod/mini';

/**
 * Everything that the session view and its host say to one another. Both sides parse what they receive; the
 * texts inside are untrusted and are shown as text.
 *
 * Rows are numbered from the top of the *outline*: what a person can scroll to, given what is folded. The outline
 * lives in the host; the view holds the rows around what it shows and asks for others as they come near.
 */

const count = z.int().check(z.nonnegative());

/** A match of find within the shown text: [start, end), and whether it is the current one. */
const markSchema = z.tuple([count, count, z.boolean()]);
export type Mark = z.infer<typeof markSchema>;

/** One text of a row (an instruction, a reply, code, what it printed), or as much of it as is shown. */
const partSchema = z.object({
  id: z.string(),
  title: z.string(),
  look: z.enum(['prose', 'code', 'output', 'error', 'data']),
  /** Nested in the part above it: an earlier message within *Earlier messages*. */
  nested: z.boolean(),
  folded: z.boolean(),
  /** Characters (UTF-16 code units) of the whole text. */
  length: count,
  /** For a part that holds others: how many. */
  holds: z.optional(count),
  /** What is shown of it: `before` and `after` count what is cut away at either end. */
  text: z.string(),
  before: count,
  after: count,
  /** More of it can be shown here; else only as a document. */
  more: z.boolean(),
  marks: z.array(markSchema),
  streaming: z.boolean(),
});
export type Part = z.infer<typeof partSchema>;

const tokensSchema = z.object({ prompt: count, completion: count });

const rowBase = {
  key: z.string(),
  /** Depth in the tree, from 1. */
  level: count,
  /** Place among its siblings, from 1, and how many they are. */
  position: count,
  siblings: count,
  folded: z.boolean(),
  /** There is something to unfold. */
  unfolds: z.boolean(),
};

const frameRow = z.object({
  ...rowBase,
  kind: z.literal('frame'),
  label: z.string(),
  state: z.enum(['open', 'done', 'failed', 'cancelled']),
  calls: count,
  failed: count,
  tokens: tokensSchema,
  ms: z.optional(z.number()),
  since: z.number(),
});
const lanesRow = z.object({
  ...rowBase,
  kind: z.literal('lanes'),
  group: z.string(),
  mode: z.enum(['all', 'race']),
  lanes: count,
  calls: count,
  joined: z.boolean(),
});
const laneRow = z.object({
  ...rowBase,
  kind: z.literal('lane'),
  label: z.string(),
  calls: count,
  won: z.boolean(),
});
const callRow = z.object({
  ...rowBase,
  kind: z.literal('call'),
  address: z.string(),
  label: z.string(),
  tool: z.string(),
  /** Which part of a session: `conductor`, `expert`, `python`; the name in the address. */
  role: z.string(),
  state: z.enum(['asked', 'answered', 'failed', 'cancelled']),
  attempts: count,
  reused: z.optional(z.enum(['before', 'after'])),
  edited: z.boolean(),
  tokens: z.optional(tokensSchema),
  estimated: z.boolean(),
  cost: z.optional(z.number()),
  ms: z.optional(z.number()),
  since: z.number(),
  model: z.optional(z.string()),
  /** Where the answer came out other than well: `time-limit`, `length`. */
  outcome: z.optional(z.string()),
  preview: z.string(),
  parts: z.array(partSchema),
});
const noteRow = z.object({
  ...rowBase,
  kind: z.literal('note'),
  note: z.string(),
  label: z.string(),
  tone: z.enum(['answer', 'good', 'bad', 'warning', 'plain']),
  preview: z.string(),
  parts: z.array(partSchema),
});
const asideRow = z.object({
  ...rowBase,
  kind: z.literal('aside'),
  label: z.string(),
  settled: z.boolean(),
  preview: z.string(),
  parts: z.array(partSchema),
});
const interruptionRow = z.object({
  ...rowBase,
  kind: z.literal('interruption'),
  what: z.enum(['resumed', 'paused']),
  /** Bytes of a torn last line that were dropped. */
  dropped: count,
  at: z.number(),
  /** How long it was paused, once it went on. */
  ms: z.optional(z.number()),
});
const startRow = z.object({
  ...rowBase,
  kind: z.literal('start'),
  at: z.number(),
  /** Where a fork left its parent, and what that saved. */
  parent: z.optional(
    z.object({
      run: z.string(),
      change: z.enum(['answer', 'request', 'ask-again', 'input', 'none']),
      at: z.string(),
      label: z.string(),
      reused: count,
      edits: count,
    }),
  ),
  parts: z.array(partSchema),
});
const endRow = z.object({
  ...rowBase,
  kind: z.literal('end'),
  outcome: z.enum(['done', 'failed', 'cancelled', 'capped']),
  at: z.number(),
  /** The call whose failure ended the run. */
  because: z.optional(z.string()),
  parts: z.array(partSchema),
});

export const rowSchema = z.discriminatedUnion('kind', [
  frameRow,
  lanesRow,
  laneRow,
  callRow,
  noteRow,
  asideRow,
  interruptionRow,
  startRow,
  endRow,
]);
export type Row = z.infer<typeof rowSchema>;
export type RowOf<Kind extends Row['kind']> = Extract<Row, { kind: Kind }>;

/** The run as the view's head shows it. */
const summarySchema = z.object({
  run: z.string(),
  title: z.string(),
  state: z.enum(['running', 'paused', 'done', 'failed', 'cancelled', 'capped', 'interrupted']),
  /** Running in this window: it can be stopped, paused, spoken to. */
  live: z.boolean(),
  program: z.string(),
  calls: count,
  failed: count,
  reused: count,
  tokens: tokensSchema,
  cost: z.number(),
  activeMs: z.number(),
  moments: count,
  /** What a person said that no round has heard yet. */
  unheard: z.array(z.string()),
});
export type Summary = z.infer<typeof summarySchema>;

/** Rows `removed` from `at` on made room for as many as `kinds` has letters. */
const spliceSchema = z.object({ at: count, removed: count, kinds: z.string() });
export type Splice = z.infer<typeof spliceSchema>;

const rowsSchema = z.object({ kind: z.literal('rows'), start: count, rows: z.array(rowSchema) });

/** What a reloaded or re-shown view remembers of itself. */
export const viewStateSchema = z.object({
  run: z.string(),
  /** Rows and parts whose folding is not the usual. */
  folds: z.record(z.string(), z.boolean()),
  /** The row at the top, and by how many pixels it is scrolled past. */
  anchor: z.optional(z.object({ key: z.string(), past: z.number() })),
  /** True when the view follows what comes in. */
  following: z.boolean(),
  query: z.string(),
  draft: z.string(),
});
export type ViewState = z.infer<typeof viewStateSchema>;

export const toViewSchema = z.discriminatedUnion('kind', [
  /** All that a view needs to begin, or to begin anew. */
  z.object({
    kind: z.literal('snapshot'),
    summary: summarySchema,
    kinds: z.string(),
    /** The row to start at, and the rows around it. */
    anchor: count,
    start: count,
    rows: z.array(rowSchema),
    folds: z.record(z.string(), z.boolean()),
  }),
  z.object({ kind: z.literal('summary'), summary: summarySchema }),
  z.object({
    kind: z.literal('outline'),
    splices: z.array(spliceSchema),
    folds: z.record(z.string(), z.boolean()),
    /** The first rows of what came, so that a row that was folded is not gone until it is asked for. */
    start: count,
    rows: z.array(rowSchema),
  }),
  rowsSchema,
  /**
   * More of a text that streams in, now `length` characters long. Where it does not stand right behind what the
   * view has, the view asks for the row.
   */
  z.object({
    kind: z.literal('streamed'),
    key: z.string(),
    part: z.string(),
    length: count,
    text: z.string(),
  }),
  z.object({
    kind: z.literal('found'),
    matches: count,
    more: z.boolean(),
    searching: z.boolean(),
    current: count,
  }),
  /** Brings a row into view, a part of it where one is named, and the focus to it where that is wished. */
  z.object({
    kind: z.literal('reveal'),
    row: count,
    key: z.string(),
    part: z.optional(z.string()),
    focus: z.boolean(),
  }),
  /** For screen readers: a reply that came in. */
  z.object({ kind: z.literal('said'), text: z.string() }),
  z.object({ kind: z.literal('trouble'), message: z.string() }),
]);
export type ToView = z.infer<typeof toViewSchema>;

const place = { key: z.string(), part: z.optional(z.string()) };

export const fromViewSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), state: z.optional(viewStateSchema) }),
  z.object({ kind: z.literal('want'), start: count, end: count }),
  z.object({ kind: z.literal('fold'), ...place, folded: z.boolean() }),
  z.object({ kind: z.literal('fold-all'), folded: z.boolean() }),
  z.object({ kind: z.literal('more'), key: z.string(), part: z.string() }),
  z.object({ kind: z.literal('find'), query: z.string(), matchCase: z.boolean(), wholeWord: z.boolean() }),
  z.object({ kind: z.literal('find-step'), by: z.int() }),
  z.object({ kind: z.literal('copy'), ...place }),
  z.object({ kind: z.literal('open-document'), ...place }),
  z.object({ kind: z.literal('reveal-in-tree'), key: z.string() }),
  z.object({ kind: z.literal('select-for-compare'), key: z.string() }),
  z.object({ kind: z.literal('compare-with-selected'), key: z.string() }),
  z.object({ kind: z.literal('go-to'), address: z.string() }),
  z.object({ kind: z.literal('open-parent') }),
  z.object({ kind: z.literal('compare-with-parent') }),
  z.object({ kind: z.literal('interject'), text: z.string() }),
  z.object({ kind: z.literal('stop') }),
  z.object({ kind: z.literal('pause') }),
  z.object({ kind: z.literal('continue') }),
]);
export type FromView = z.infer<typeof fromViewSchema>;
