// Collects the strings of the editor's parts into l10n/bundle.l10n.json: `npm run l10n`. Says what each translation
// lacks. src/host/l10n.test.ts fails where this was forgotten.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = join(import.meta.dirname, '..');
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

/** Every string that is shown, by itself, in the order of the alphabet. */
export async function collectStrings() {
  const files = ['src/host', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => join(root, folder, file)),
  );
  const scripts = [...files, join(root, 'src/extension.ts')].map((file) => ({
    extension: '.ts',
    contents: readFileSync(file, 'utf8'),
  }));
  const found = Object.entries(await getL10nJson(scripts));
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

if (process.argv[1] === import.meta.filename) {
  const strings = await collectStrings();
  writeFileSync(join(root, 'l10n/bundle.l10n.json'), `${JSON.stringify(strings, null, 2)}\n`);
  const lacking = (translated, all) => Object.keys(all).filter((key) => !(key in translated));
  const missing = [
    ...lacking(read('l10n/bundle.l10n.de.json'), strings),
    ...lacking(read('package.nls.de.json'), read('package.nls.json')),
  ];
  for (const key of missing) console.log(`No German for: ${key}`);
}
