import { z } from 'zod';

/** How the fake server answers one chat request. Plain JSON, so that it can be sent to a server in another process. */
export const scriptedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reply'),
    text: z.string(),
    reasoning: z.string().optional(),
    /** Where the reasoning goes: a field of its own, or `<think>` in the text. */
    reasoningIn: z.enum(['reasoning_content', 'reasoning', 'text']).default('reasoning_content'),
    /** Characters a streamed chunk. */
    chunk: z.number().int().positive().default(8),
    /** Pause before each chunk, in milliseconds. */
    delayMs: z.number().nonnegative().default(0),
    finishReason: z.string().default('stop'),
    /** `none`: neither usage nor a word about it. */
    usage: z.enum(['counted', 'none']).default('counted'),
    /** Answer with one document even where a stream was asked for. */
    whole: z.boolean().default(false),
    /** Members added to the last chunk, or to the document. */
    extra: z.record(z.string(), z.unknown()).default({}),
  }),
  /** A status with a body: refusals, rate limits, redirects, login pages. */
  z.object({
    kind: z.literal('status'),
    status: z.number().int(),
    body: z.union([z.string(), z.record(z.string(), z.unknown())]).default(''),
    headers: z.record(z.string(), z.string()).default({}),
  }),
  /** An event stream written piece by piece, exactly as given; then the end, or a reset, or nothing. */
  z.object({
    kind: z.literal('stream'),
    pieces: z.array(z.string()),
    then: z.enum(['end', 'reset', 'hang']).default('end'),
    headers: z.record(z.string(), z.string()).default({ 'content-type': 'text/event-stream' }),
  }),
  /** The first `after` characters of a reply, then a reset of the socket, or nothing more. */
  z.object({
    kind: z.literal('broken'),
    text: z.string(),
    after: z.number().int().nonnegative(),
    then: z.enum(['end', 'reset', 'hang']).default('reset'),
  }),
  /** Accepts the request and never answers. */
  z.object({ kind: z.literal('silence') }),
  /** Streams the same text without end. */
  z.object({ kind: z.literal('endless'), text: z.string().default('again and ') }),
]);
export type Scripted = z.infer<typeof scriptedSchema>;
/** As a test writes it: what has a default may be left out. */
export type ScriptedInput = z.input<typeof scriptedSchema>;
