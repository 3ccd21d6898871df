// Bundles one TypeScript file and runs it: `node scripts/run-ts.mjs FILE [ARGUMENT]...`.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [file, ...rest] = process.argv.slice(2);
// Beside the packages, so that what is not bundled is found.
const folder = mkdtempSync(join(import.meta.dirname, '..', 'node_modules', '.run-ts-'));
try {
  const outfile = join(folder, 'main.mjs');
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'inline',
    logLevel: 'error',
    loader: { '.md': 'text', '.txt': 'text', '.py': 'text' },
    external: ['vscode', 'pyodide', 'playwright-core', 'esbuild'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...rest], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
