import { readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledSession, BundledTests } from './bundle.ts';
import { makePlace, removePlace, type Place } from './place.ts';
import type { Tally } from './tally.ts';
import { testEvent } from './test-event.ts';
import type { TestHost, TestHostOptions } from './test-host.ts';

/** Starts a VS Code on a place, the chosen way. */
export type StartHost = (place: Place, options: TestHostOptions) => Promise<TestHost>;

export interface SessionRun {
  readonly extension: string;
  readonly grep: string | undefined;
  /** Leaves the place behind for a person to look into. */
  readonly keep: boolean;
  readonly start: StartHost;
  readonly tally: Tally;
}

const defaultLimitMs = 120_000;
/** How often the file of events is looked at: soon enough for a person who watches. */
const pollMs = 100;

/** Runs the phases of one session in a VS Code of its own, and tells the tally. Never rejects for what a test does. */
export async function runSession({ name, session, phases }: BundledSession, run: SessionRun): Promise<void> {
  const place = await makePlace(session);
  const prepared = await session.prepare?.(place);
  const env: Record<string, string> = { ...prepared?.env, BATON_TEST_PLACE: place.root };
  if (run.grep !== undefined) env.BATON_TEST_GREP = run.grep;
  const failedBefore = run.tally.failed;
  let host: TestHost | undefined;
  try {
    host = await run.start(place, { extension: run.extension, trusted: session.trusted ?? true, env });
    for (const phase of phases) {
      await runPhase(host, phase, place, session.limitMs ?? defaultLimitMs, run.tally);
    }
  } catch (error) {
    run.tally.fail(`session ${name}`, error instanceof Error ? error.message : String(error));
  } finally {
    await host?.end();
    await prepared?.end?.();
    if (run.tally.failed > failedBefore && host !== undefined) console.log(indented(host.log()));
    if (run.keep) console.log(`  kept    ${place.root}`);
    else await removePlace(place);
  }
}

/** @throws Error when the phase hangs, or ends without having run its tests to their end. */
async function runPhase(
  host: TestHost,
  phase: BundledTests,
  place: Place,
  limitMs: number,
  tally: Tally,
): Promise<void> {
  const events = new Events(join(place.root, `${phase.name}.jsonl`), tally);
  const poll = setInterval(() => {
    events.read();
  }, pollMs);
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      events.read();
      const last =
        tally.running === undefined ? 'No test was running.' : `The test that was running: ${tally.running}`;
      reject(new Error(`${phase.name} did not end within ${limitMs / 1000} s. ${last}`));
    }, limitMs);
  });
  try {
    const code = await Promise.race([host.runTests(phase.file), limit]);
    events.read();
    if (!events.ended) {
      throw new Error(`${phase.name}: VS Code came to an end (code ${code}) before the tests did.`);
    }
  } finally {
    clearTimeout(timer);
    clearInterval(poll);
  }
}

/** The file that the tests write their events to, read as it grows. */
class Events {
  ended = false;
  #read = 0;

  constructor(
    readonly file: string,
    readonly tally: Tally,
  ) {}

  read(): void {
    if (!existsSync(this.file)) return;
    const lines = readFileSync(this.file, 'utf8').split('\n').slice(0, -1);
    for (const line of lines.slice(this.#read)) {
      const event = testEvent.parse(JSON.parse(line));
      this.tally.add(event);
      if (event.kind === 'ended') this.ended = true;
    }
    this.#read = lines.length;
  }
}

function indented(log: string): string {
  return log.trim().replaceAll(/^/gm, '        | ');
}
