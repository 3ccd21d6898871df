import { z } from 'zod';

/** What a Mocha run tells the runner, wherever it runs: one object a line. */
export const testEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), title: z.string() }),
  z.object({ kind: z.literal('passed'), title: z.string(), ms: z.number() }),
  z.object({ kind: z.literal('failed'), title: z.string(), error: z.string() }),
  z.object({ kind: z.literal('pending'), title: z.string() }),
  z.object({ kind: z.literal('ended') }),
]);

export type TestEvent = z.infer<typeof testEvent>;
