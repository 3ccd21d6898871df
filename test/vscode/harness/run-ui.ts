import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleTests } from './bundle.ts';
import { installVsix } from './code-server.ts';
import type { Installed } from './install.ts';
import { packageVsix } from './package-extension.ts';
import { makePlace, removePlace } from './place.ts';
import { runMocha, type LoadTests } from './run-mocha.ts';
import type { Tally } from './tally.ts';
import { nameUiGround } from './ui-ground.ts';

export interface UiRun {
  readonly installed: Installed;
  /** test/vscode */
  readonly home: string;
  /** Where the bundle of the tests goes. */
  readonly out: string;
  readonly screenshots: string;
  readonly grep: string | undefined;
  readonly tally: Tally;
}

/** Packages and installs the product as a person would, and runs UI tests on it in this process. */
export async function runUi(tests: readonly string[], run: UiRun): Promise<void> {
  const place = await makePlace({ workspace: null });
  try {
    for (const folder of [process.cwd(), join(run.home, 'support')]) {
      const vsix = join(place.root, 'extension.vsix');
      packageVsix(folder, vsix);
      await installVsix(run.installed, place, vsix);
    }
    mkdirSync(run.screenshots, { recursive: true });
    nameUiGround({ extensions: place.extensions, screenshots: run.screenshots, installed: run.installed });
    const bundle = await bundleTests(tests, join(run.out, 'ui.mjs'));
    const { files } = (await import(pathToFileURL(bundle).href)) as { files: readonly LoadTests[] };
    console.log('\nui');
    await runMocha(files, {
      grep: run.grep,
      record: (event) => {
        run.tally.add(event);
      },
    });
  } finally {
    await removePlace(place);
  }
}
