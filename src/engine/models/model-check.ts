import { z } from 'zod';

/** What *Check model* looks at, in this order. */
export const checkNames = [
  'reachable',
  'listed',
  'replies',
  'streams',
  'system-role',
  'temperature',
  'usage',
  'reasoning',
  'speed',
] as const;

/** One finding. `failed` is said of the model, `unknown` of us: nothing was seen either way. */
export const checkStepSchema = z.object({
  name: z.enum(checkNames),
  outcome: z.enum(['ok', 'failed', 'unknown']),
  /** For a person, in one or two sentences. */
  sentence: z.string(),
});
export type CheckStep = z.infer<typeof checkStepSchema>;

/** What *Check model* found; CLI and editor print it. */
export const modelCheckSchema = z.object({
  reference: z.string(),
  nature: z.enum(['real', 'recorded', 'simulated']),
  /** True where the model replied; a step may have failed all the same. */
  usable: z.boolean(),
  steps: z.array(checkStepSchema),
  latencyMs: z.number().optional(),
  firstTokenMs: z.number().optional(),
  /** Streamed tokens after the first one, a second. */
  tokensPerSecond: z.number().optional(),
});
export type ModelCheck = z.infer<typeof modelCheckSchema>;

export function step(name: CheckStep['name'], outcome: CheckStep['outcome'], sentence: string): CheckStep {
  return { name, outcome, sentence };
}
