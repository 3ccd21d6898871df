// Bundles everything that runs into dist/: `node esbuild.mjs [--watch] [--production] [cli|extension]...`.
import { build, context } from 'esbuild';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { bundlePython } from './src/engine/python/bundle.mjs';

const production = process.argv.includes('--production');
const text = { '.md': 'text', '.txt': 'text', '.py': 'text' };

/** @type {import('esbuild').BuildOptions} */
const node = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  sourcemap: !production,
  minify: production,
  loader: text,
  logLevel: 'warning',
  legalComments: 'none',
  external: ['vscode', 'pyodide', 'onnxruntime-node'],
  // CommonJS dependencies call require; an ES module has none.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/**
 * The extension host's bundle is split at each `import()`: what is loaded that way becomes a file of its own beside
 * dist/extension.mjs, so that starting costs no more than it must (docs/decisions/extension-is-an-es-module.md).
 * @type {import('esbuild').BuildOptions}
 */
const extension = { ...node, splitting: true, chunkNames: 'chunk-[name]-[hash]' };

const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isWanted = (name) => named.length === 0 || named.includes(name);

/**
 * What runs in the pages of webviews. Their style sheets and the icons' font become files beside them.
 * @type {import('esbuild').BuildOptions}
 */
const webviews = {
  bundle: true,
  platform: 'browser',
  target: 'chrome120',
  format: 'esm',
  sourcemap: !production,
  minify: production,
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
  logLevel: 'warning',
  legalComments: 'none',
  entryPoints: {
    session: 'webview/session/main.ts',
    compare: 'webview/compare/main.ts',
    controls: 'webview/shared/controls.ts',
  },
  outdir: 'dist/webview',
};

const entries = [
  { ...node, entryPoints: { cli: 'src/cli/main.ts' }, outdir: 'dist' },
  // Benchmarks are loaded by name, and share nothing with what is shipped.
  {
    ...node,
    entryPoints: Object.fromEntries(
      (existsSync('bench') && !production ? readdirSync('bench') : []).flatMap((file) =>
        /^(?!bench\.ts$|.*\.test\.ts$).*\.ts$/.test(file)
          ? [[file.slice(0, -'.ts'.length), `bench/${file}`]]
          : [],
      ),
    ),
    external: [...node.external, 'playwright-core', 'esbuild'],
    outdir: 'dist/bench',
  },
  { ...extension, entryPoints: { extension: 'src/extension.ts' }, outdir: 'dist' },
  webviews,
].filter(({ entryPoints }) =>
  // The pages of webviews belong to the extension.
  Object.entries(entryPoints).every(
    ([name, file]) => isWanted(file.startsWith('webview/') ? 'extension' : name) && existsSync(file),
  ),
);

// Chunks are named by their content: those of an earlier build would stay for ever, and be packaged.
if (isWanted('extension') && existsSync('dist')) {
  for (const file of readdirSync('dist')) if (file.startsWith('chunk-')) rmSync(`dist/${file}`);
}
// Expert Python's process reads these three of Pyodide's files, and no other (src/engine/python/bundle.mjs).
const pyodide = ['pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip'];
for (const file of pyodide) cpSync(`node_modules/pyodide/${file}`, `dist/pyodide/${file}`);

if (process.argv.includes('--watch')) {
  for (const options of entries) await (await context(options)).watch();
} else {
  await Promise.all(entries.map((options) => build(options)));
}
await bundlePython('dist', 'node_modules/pyodide');
