import type { z } from 'zod';
import type { RunContext } from './context.ts';
import type { Json } from './json.ts';

/** A durable function: what a run executes, resumes and forks. */
export interface Program<Input, Output> {
  readonly name: string;
  /** Raise it when the same answers would no longer lead to the same calls. */
  readonly version: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** Versions of everything else that the calls depend on (prompts by name, say). */
  readonly pins: Readonly<Record<string, string>>;
  run(context: RunContext, input: Input): Promise<Output>;
}

/** What a journal says of its program: a resume needs it unchanged. */
export type ProgramIdentity = Pick<Program<unknown, unknown>, 'name' | 'version' | 'pins'>;

/** A program as the runner executes it: what goes in and comes out is JSON, checked on the way. */
export function bodyOf<Input, Output>(
  program: Program<Input, Output>,
): (context: RunContext, input: Json) => Promise<Output> {
  return async (context, input) => {
    const output = await program.run(context, program.input.parse(input));
    return program.output.parse(JSON.parse(JSON.stringify(output)));
  };
}
