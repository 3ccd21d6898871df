import { z } from 'zod';

/**
 * What came of checking an answer.
 *
 * - `solved`: right.
 * - `wrong`: an answer of the right form that is not right, fails or does not end.
 * - `unparseable`: no answer of the asked form.
 * - `error`: the check itself could not be made; the puzzle or the sandbox is at fault, not the answer.
 */
export const verdictSchema = z.object({
  outcome: z.enum(['solved', 'wrong', 'unparseable', 'error']),
  /** One sentence for a person. Quotes the answer's own words where it must: plain text, never markup. */
  message: z.string(),
  /** 1-based line of what failed (an assertion, an example), in the puzzle's document or in `file`. */
  line: z.number().int().positive().optional(),
  /** The sibling file that `line` is in, where it is not the puzzle's document. */
  file: z.string().optional(),
  /** More for whoever wants it, a sentence or a short text each. */
  details: z.array(z.string()),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** A verdict with nothing but its sentence. */
export function verdict(outcome: Verdict['outcome'], message: string, ...details: string[]): Verdict {
  return { outcome, message, details };
}
