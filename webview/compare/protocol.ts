import * as z from 'zod/mini';

/** Everything that the comparison of two runs and its host say to one another. Texts inside are untrusted. */

const count = z.int().check(z.nonnegative());
const sideName = z.enum(['left', 'right']);
export type SideName = z.infer<typeof sideName>;

/** As much of a text as is shown, from a little before where the two differ. */
const cutSchema = z.object({
  text: z.string(),
  before: count,
  after: count,
  /** Where it differs from the other side. */
  marks: z.array(z.tuple([count, count, z.boolean()])),
});
export type CutSide = z.infer<typeof cutSchema>;

const textPairSchema = z.object({
  id: z.string(),
  title: z.string(),
  code: z.boolean(),
  left: z.optional(cutSchema),
  right: z.optional(cutSchema),
});
export type ComparedText = z.infer<typeof textPairSchema>;

const sideSchema = z.object({
  state: z.string(),
  tokens: z.optional(count),
  ms: z.optional(z.number()),
});
export type ComparedSide = z.infer<typeof sideSchema>;

export const compareRowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), key: z.string(), level: count, label: z.string() }),
  z.object({
    kind: z.literal('equal'),
    key: z.string(),
    level: count,
    pairs: count,
    folded: z.boolean(),
  }),
  z.object({
    kind: z.literal('pair'),
    key: z.string(),
    level: count,
    label: z.string(),
    verdict: z.enum(['same', 'differs', 'left', 'right']),
    left: z.optional(sideSchema),
    right: z.optional(sideSchema),
    texts: z.array(textPairSchema),
  }),
]);
export type CompareRow = z.infer<typeof compareRowSchema>;

const runSchema = z.object({ run: z.string(), title: z.string(), state: z.string() });
const countsSchema = z.object({ same: count, differs: count, left: count, right: count });
export type CompareCounts = z.infer<typeof countsSchema>;

export const compareStateSchema = z.object({
  left: z.string(),
  right: z.string(),
  folds: z.record(z.string(), z.boolean()),
  top: z.number(),
});
export type CompareState = z.infer<typeof compareStateSchema>;

export const toCompareSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: count, of: count }),
  z.object({
    kind: z.literal('snapshot'),
    left: runSchema,
    right: runSchema,
    counts: countsSchema,
    kinds: z.string(),
    start: count,
    rows: z.array(compareRowSchema),
    folds: z.record(z.string(), z.boolean()),
  }),
  z.object({
    kind: z.literal('outline'),
    splices: z.array(z.object({ at: count, removed: count, kinds: z.string() })),
    folds: z.record(z.string(), z.boolean()),
    /** The first rows of what came, so that a row that was folded is not gone until it is asked for. */
    start: count,
    rows: z.array(compareRowSchema),
  }),
  z.object({ kind: z.literal('rows'), start: count, rows: z.array(compareRowSchema) }),
  /** Brings a row into view, and the focus to it. */
  z.object({ kind: z.literal('reveal'), row: count }),
  z.object({ kind: z.literal('trouble'), message: z.string() }),
]);
export type ToCompare = z.infer<typeof toCompareSchema>;

export const fromCompareSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), state: z.optional(compareStateSchema) }),
  z.object({ kind: z.literal('want'), start: count, end: count }),
  z.object({ kind: z.literal('fold'), key: z.string(), folded: z.boolean() }),
  /** The native difference of a pair: of one text, or of all of it. */
  z.object({ kind: z.literal('diff'), key: z.string(), part: z.optional(z.string()) }),
  /** The next or previous pair that differs, from a row on. */
  z.object({ kind: z.literal('step'), from: count, by: z.int() }),
  z.object({ kind: z.literal('open'), side: sideName, key: z.optional(z.string()) }),
  z.object({ kind: z.literal('select-for-compare'), side: sideName, key: z.string() }),
  z.object({ kind: z.literal('compare-with-selected'), side: sideName, key: z.string() }),
]);
export type FromCompare = z.infer<typeof fromCompareSchema>;
