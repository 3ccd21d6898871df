// Writes docs/journal.schema.json from the schemas of the engine: `npm run docs:schema`.
import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Beside the packages that the bundle leaves out.
const folder = mkdtempSync(join(root, 'node_modules', '.journal-schema-'));
try {
  const outfile = join(folder, 'schema.mjs');
  await build({
    entryPoints: [join(root, 'src/engine/journal-json-schema.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  const { journalJsonSchema } = await import(pathToFileURL(outfile).href);
  writeFileSync(join(root, 'docs/journal.schema.json'), `${JSON.stringify(journalJsonSchema(), null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
