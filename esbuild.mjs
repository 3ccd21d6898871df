// Bundles everything that runs: `node esbuild.mjs [--watch]`. Each entry becomes one file in dist/.
import { build, context } from 'esbuild';
import { existsSync } from 'node:fs';

const text = { '.md': 'text', '.txt': 'text', '.py': 'text' };

/** @type {import('esbuild').BuildOptions} */
const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  sourcemap: true,
  loader: text,
  logLevel: 'warning',
  legalComments: 'none',
  external: ['vscode', 'pyodide', 'onnxruntime-node'],
  // CommonJS dependencies call require; an ES module has none.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

const entries = [{ ...node, entryPoints: { cli: 'src/cli/main.ts' }, outdir: 'dist' }].filter(({ entryPoints }) =>
  Object.values(entryPoints).every((file) => existsSync(file)),
);

if (process.argv.includes('--watch')) {
  for (const options of entries) await (await context(options)).watch();
} else {
  await Promise.all(entries.map((options) => build(options)));
}
