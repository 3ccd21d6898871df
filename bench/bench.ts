/** One measured figure, as `baton bench NAME --json` prints it. */
export interface Figure {
  /** `python.warm_ms`: bench, quantity, unit. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** A 95 % interval. */
  readonly low?: number;
  readonly high?: number;
  readonly n?: number;
  /** What it was measured beside, in the same run. */
  readonly against?: string;
  /** Ours over theirs. */
  readonly ratio?: number;
}

/** A benchmark: `bench/NAME.ts` exports one as default. */
export type Bench = (options: BenchOptions) => Promise<readonly Figure[]>;

export interface BenchOptions {
  /** Progress, for a person; never a result. */
  readonly log: (text: string) => void;
  /** A small run that shows the benchmark works; its figures mean little. */
  readonly quick: boolean;
}
