import { type SolveInput, solveInputSchema } from '../../engine/conductor/solve-program.ts';
import type { Header } from '../../engine/runs/moment.ts';
import { UserError } from '../../engine/user-error.ts';

/** What a run was asked to solve. @throws UserError `no-such-program` where it is none of solving */
export function solveInputOf({ program, input }: Header): SolveInput {
  const parsed = solveInputSchema.safeParse(input);
  if (program.name === 'solve' && parsed.success) return parsed.data;
  throw new UserError(
    'no-such-program',
    `The run was made by the program "${program.name}", which this command does not know.`,
    'View it, or go on with it where it was made.',
  );
}
