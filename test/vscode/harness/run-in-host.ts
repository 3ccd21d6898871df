import { appendFileSync } from 'node:fs';
import { runMocha, type LoadTests } from './run-mocha.ts';

/** Runs in the extension host: the entry that VS Code calls leads here. `resultsName` is the file its events go to. */
export async function runInHost(resultsName: string, files: readonly LoadTests[]): Promise<void> {
  const { BATON_TEST_PLACE: place, BATON_TEST_GREP: grep } = process.env;
  if (place === undefined)
    throw new Error('BATON_TEST_PLACE is not set: start the tests through test/vscode/run.mjs.');
  await runMocha(files, {
    grep,
    // At once and synchronously: a host that is killed has told all it did.
    record: (event) => {
      appendFileSync(`${place}/${resultsName}`, `${JSON.stringify(event)}\n`);
    },
  });
}
