// Runs the tests in a real VS Code: `node test/vscode/run.mjs --help`, docs/testing.md.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const repository = join(import.meta.dirname, '..', '..');
process.chdir(repository);

// The runner is TypeScript; it is bundled to a file of its own and loaded.
const folder = join(repository, '.vscode-test');
mkdirSync(folder, { recursive: true });
const runner = join(folder, `runner-${process.pid}.mjs`);
await build({
  entryPoints: [join(import.meta.dirname, 'harness', 'main.ts')],
  outfile: runner,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});
const { main } = await import(pathToFileURL(runner).href);
rmSync(runner);
process.exitCode = await main(process.argv.slice(2));
