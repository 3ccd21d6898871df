import { z } from 'zod';

/** A path below the program's folder: no way up, no root, no drive, no backslash. */
const fileName = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w. -]+(?:\/[\w. -]+)*$/;

/** What is asked of Expert Python: one program, run in a pristine interpreter. */
export const pythonRequestSchema = z.object({
  code: z.string(),
  /** Wall-clock limit of the program itself, in milliseconds. Published: 3000 (Suzgun & Kalai 2024). */
  timeLimitMs: z.number().int().positive(),
  /** Limit on stdout and on stderr, each, in UTF-16 code units; what is beyond is dropped and counted. */
  outputLimit: z.number().int().positive(),
  /** Text files placed in the program's working folder before it runs: relative path → contents. */
  files: z.record(z.string().regex(fileName), z.string()).optional(),
  /**
   * Seed of all that is random to the program (0 when left out), so that the same request gives the same output.
   * The user's own interpreter knows no such seed.
   */
  seed: z.number().int().nonnegative().optional(),
});
export type PythonRequest = z.infer<typeof pythonRequestSchema>;

export const pythonAnswerSchema = z.object({
  stdout: z.string(),
  stderr: z.string(),
  /** How many code units were dropped beyond the output limit. */
  dropped: z.number().int().nonnegative(),
  /** `exception`: uncaught, or a non-zero exit code (SystemExit). `crashed`: the interpreter itself gave way. */
  outcome: z.enum(['ok', 'exception', 'time-limit', 'memory-limit', 'crashed']),
  /** The uncaught exception: its type, message and line in the program (1-based), where it has one. */
  exception: z
    .object({ type: z.string(), message: z.string(), line: z.number().int().positive().optional() })
    .optional(),
  /** Start to end of the program, in milliseconds; waiting for an interpreter is left out. */
  durationMs: z.number().nonnegative(),
  /** Which interpreter ran it: `pyodide 314.0.7 (Python 3.14.2)`, or the user's own, named. */
  interpreter: z.string(),
});
export type PythonAnswer = z.infer<typeof pythonAnswerSchema>;

/** Shown while a program runs: what it prints, as it comes. */
export type OutputListener = (stream: 'stdout' | 'stderr', text: string) => void;

/** Runs Python programs, each in an interpreter that nothing else has touched. */
export interface PythonRunner {
  /** Which interpreter answers: part of a call's digest, and PythonAnswer.interpreter. */
  readonly interpreter: string;
  /**
   * Runs one program. A program that fails, loops or floods is an answer, not an error.
   *
   * @throws UserError `python-refused` when no safe interpreter can be had, with the reason; the signal's reason
   *   when aborted
   */
  run(request: PythonRequest, signal: AbortSignal, listen?: OutputListener): Promise<PythonAnswer>;
  /** Ends the interpreters that stand ready. */
  close(): Promise<void>;
}
