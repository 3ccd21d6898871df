/** A VS Code that can run a bundle of tests in its extension host, again and again on the same ground. */
export interface TestHost {
  /**
   * Loads a window that runs `bundle`, and waits for its end.
   * @returns the exit code, 0 where the bundle's `run()` resolved
   */
  runTests(bundle: string): Promise<number>;
  /** What it printed, for a person who looks for a fault. */
  log(): string;
  /** Ends every process of it. */
  end(): Promise<void>;
}

export interface TestHostOptions {
  readonly extension: string;
  readonly trusted: boolean;
  readonly env: Readonly<Record<string, string>>;
}
