import type { ParseArgsConfig } from 'node:util';
import type { Terminal } from './terminal.ts';

/** What went wrong with a command, to machines: 0 done, 1 the task failed, 2 bad usage or input. */
export type ExitCode = 0 | 1 | 2;

type Options = NonNullable<ParseArgsConfig['options']>;

/** One command of `baton`. */
export interface Command {
  /** `solve`, `runs show`. */
  readonly name: string;
  /** `FILE [--model REF]`: what may follow the name. */
  readonly usage: string;
  readonly summary: string;
  /** Options besides `--json` and `--help`, which every command has. */
  readonly options: Options;
  run(invocation: Invocation): Promise<ExitCode>;
}

/** A command as a person or a machine has called it. */
export interface Invocation {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** The folder the command was called in; `.baton/` is there. */
  readonly workspace: string;
}
