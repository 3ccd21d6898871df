/** What a parent orders of a process at its start: JSON, its only argument. The parent is trusted. */
export type Order =
  | { readonly do: 'snapshot'; readonly files: OrderFiles }
  | {
      readonly do: 'run';
      readonly files: OrderFiles & { readonly snapshot: string };
      readonly memoryLimit: number;
      readonly fileLimit: number;
      readonly probe: Probe;
    };

/** Paths of the files that the process may read, and no others. */
export interface OrderFiles {
  readonly realm: string;
  readonly glue: string;
  readonly wasm: string;
  readonly standardLibrary: string;
}

/** What the process must fail to reach before it runs anything. */
export interface Probe {
  /** A file outside, with a secret in it. */
  readonly canary: string;
  /** A port on which the parent listens. */
  readonly port: number;
}

/** One program to run: a line of JSON on the process's input. */
export interface RunOrder {
  readonly code: string;
  readonly files: Record<string, string>;
  readonly seed: number;
  readonly timeLimitMs: number;
  readonly outputLimit: number;
}

/** How it ended: JSON in an `answer` frame. `report` is the interpreter's own word, not to be trusted. */
export interface RunEnd {
  readonly end: 'returned' | 'time-limit' | 'stopped';
  readonly report: string;
  readonly fatal?: string | undefined;
  readonly exitCode?: number | undefined;
  /** UTF-16 code units that were not sent, beyond the output limit. */
  readonly dropped: number;
  readonly durationMs: number;
}
