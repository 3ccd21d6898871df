import type { Place, PlaceOptions } from './place.ts';

/**
 * How VS Code is started for the tests of one folder of test/vscode/suite. A folder may have a `session.ts` that
 * exports one as its default; without it all the defaults hold.
 */
export interface Session extends PlaceOptions {
  /** Whether the workspace is trusted; true if left out. False: restricted mode, as for a folder just downloaded. */
  readonly trusted?: boolean;
  /**
   * Sub-folders whose tests run one after the other on the same ground, the window being loaded anew between them.
   * What a run leaves behind when a window goes, and what the next window makes of it, is tested so.
   */
  readonly phases?: readonly string[];
  /** Milliseconds a phase may take before it is taken to hang; 120,000 if left out. */
  readonly limitMs?: number;
  /** Called before VS Code starts: makes servers and files that the tests need. */
  readonly prepare?: (place: Place) => Promise<Prepared>;
}

export interface Prepared {
  /** Variables the tests find in their `process.env`. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called when VS Code has ended, whatever came of the tests. */
  readonly end?: () => Promise<void>;
}
