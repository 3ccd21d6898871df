import Mocha from 'mocha';
import type { TestEvent } from './test-event.ts';

/** A test file, loaded when its turn comes: it calls `describe` as it is evaluated. */
export type LoadTests = () => Promise<unknown>;

export interface MochaOptions {
  readonly grep: string | undefined;
  readonly record: (event: TestEvent) => void;
}

const testLimitMs = 30_000;

/** Runs test files that import `describe` and `it` from `mocha`. Failures are events, not a rejection. */
export async function runMocha(files: readonly LoadTests[], { grep, record }: MochaOptions): Promise<void> {
  // The reporter that prints nothing: events are what is reported.
  const mocha = new Mocha({ ui: 'bdd', timeout: testLimitMs, reporter: Mocha.reporters.Base });
  if (grep !== undefined) mocha.grep(new RegExp(grep));
  // What Mocha does before it loads a file itself; the functions go into an object nobody reads, not into globals.
  mocha.suite.emit('pre-require', {}, '', mocha);
  for (const load of files) await load();
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      record({ kind: 'ended' });
      resolve();
    });
    runner.on('test', (test) => {
      record({ kind: 'started', title: test.fullTitle() });
    });
    runner.on('pass', (test) => {
      record({ kind: 'passed', title: test.fullTitle(), ms: test.duration ?? 0 });
    });
    runner.on('pending', (test) => {
      record({ kind: 'pending', title: test.fullTitle() });
    });
    // A hook that fails is reported here as well, under its own title.
    runner.on('fail', (test, error: Error) => {
      record({ kind: 'failed', title: test.fullTitle(), error: error.stack ?? error.message });
    });
  });
}
