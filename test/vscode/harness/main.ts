import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from './browser.ts';
import { bundleSessions, testFiles, type BundledSession, type Wanted } from './bundle.ts';
import { DesktopHost, findDesktop } from './desktop-host.ts';
import { install } from './install.ts';
import { unpackExtension } from './package-extension.ts';
import { makePlace, removePlace } from './place.ts';
import { runSession, type StartHost } from './run-session.ts';
import { runUi } from './run-ui.ts';
import { ServerHost } from './server-host.ts';
import { Tally } from './tally.ts';

const usage = `node test/vscode/run.mjs [--way desktop|server] [--only PART]... [--grep REGEXP] [--keep]

  --way   which VS Code: desktop (fetched by @vscode/test-electron; the default) or server (code-server's, shown in
          Chromium; installed when missing). BATON_VSCODE_WAY sets it too.
  --only  test files whose path holds PART: suite/activation, ui/, ui/first-start. May be given again.
  --grep  tests whose full title matches.
  --keep  leaves the workspaces and profiles of the suites behind, and says where.
`;

const home = join(process.cwd(), 'test', 'vscode');
const output = join(process.cwd(), '.vscode-test');

/** Runs the tests in a real VS Code. @returns the exit code: 0 passed, 1 failed, 2 wrong usage */
export async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      way: { type: 'string', default: process.env.BATON_VSCODE_WAY ?? 'desktop' },
      only: { type: 'string', multiple: true, default: [] },
      grep: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { way, only, grep, keep, help } = values;
  if (help) {
    console.log(usage);
    return 0;
  }
  if (way !== 'desktop' && way !== 'server') {
    console.error(`There is no way called ${way}.\n\n${usage}`);
    return 2;
  }
  const wanted: Wanted = (file) =>
    only.length === 0 || only.some((part) => relative(home, file).includes(part));
  // Its own folder: several runs may go on in one checkout. In the checkout: bundles find Mocha above them.
  const out = join(output, `run-${process.pid}`);
  mkdirSync(out, { recursive: true });
  const tally = new Tally();
  try {
    const sessions = await bundleSessions(join(home, 'suite'), wanted, out);
    const uiTests = testFiles(join(home, 'ui')).filter(wanted);
    if (sessions.length === 0 && uiTests.length === 0) {
      console.error(`No test file's path holds ${only.join(' or ')}.`);
      return 2;
    }
    if (way === 'desktop') {
      if (sessions.length === 0)
        throw new Error('The UI tests drive VS Code in a browser: they need --way server.');
      if (uiTests.length > 0)
        console.log(`Not run: ${uiTests.length} files of UI tests, which need --way server.`);
      const desktop = await findDesktop();
      const start: StartHost = (place, options) => Promise.resolve(new DesktopHost(desktop, place, options));
      await runSessions(sessions, { start, grep, keep, tally });
    } else {
      const installed = install(home);
      if (sessions.length > 0) {
        const browser = await launchBrowser(installed);
        const start: StartHost = (place, options) => ServerHost.start(installed, browser, place, options);
        await runSessions(sessions, { start, grep, keep, tally });
        await browser.close();
      }
      if (uiTests.length > 0) {
        const screenshots = join(output, 'screenshots');
        await runUi(uiTests, { installed, home, out, screenshots, grep, tally });
      }
    }
  } catch (error) {
    tally.fail('the runner', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await rm(out, { recursive: true });
  }
  if (tally.passed + tally.failed + tally.pending === 0)
    tally.fail('the runner', `No test's title matches ${grep ?? ''}`);
  console.log(`\n${tally.summary()}`);
  return tally.failed === 0 ? 0 : 1;
}

interface SessionsRun {
  readonly start: StartHost;
  readonly grep: string | undefined;
  readonly keep: boolean;
  readonly tally: Tally;
}

async function runSessions(sessions: readonly BundledSession[], run: SessionsRun): Promise<void> {
  const place = await makePlace({ workspace: null });
  try {
    const extension = join(place.root, 'baton');
    unpackExtension(extension);
    for (const session of sessions) {
      console.log(`\n${session.name}`);
      await runSession(session, { ...run, extension });
    }
  } finally {
    await removePlace(place);
  }
}
