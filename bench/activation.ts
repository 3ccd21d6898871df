import { execFile } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Bench, Figure } from './bench.ts';

/** `dist`: benchmarks are bundled to `dist/bench`. */
const dist = dirname(dirname(fileURLToPath(import.meta.url)));

const measured = z.object({ loadMs: z.number(), activateMs: z.number() });

/**
 * What the extension costs a window that starts it: its bundle loaded and `activate` called, in fresh processes, with
 * a stand-in for the editor that does nothing. The test in a real VS Code reports the editor's own figure
 * (test/vscode/suite/activation).
 */
const activation: Bench = async ({ log, quick }) => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-activation-'));
  try {
    const size = lay(folder);
    const times: number[] = [];
    const loads: number[] = [];
    const count = quick ? 5 : 30;
    for (let run = 0; run < count; run += 1) {
      const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'measure.mjs')]);
      const { loadMs, activateMs } = measured.parse(JSON.parse(stdout));
      times.push(loadMs + activateMs);
      loads.push(loadMs);
      log(`load ${loadMs.toFixed(1)} ms, activate ${activateMs.toFixed(1)} ms`);
    }
    times.sort((a, b) => a - b);
    loads.sort((a, b) => a - b);
    const figures: Figure[] = [
      { name: 'activation.ms', value: middle(times), unit: 'ms', ...order(times), n: count },
      { name: 'activation.load_ms', value: middle(loads), unit: 'ms', n: count },
      { name: 'activation.bundle_kb', value: size.entry / 1000, unit: 'kB, with what it loads at once' },
      { name: 'activation.all_kb', value: size.all / 1000, unit: 'kB, with all that may be loaded later' },
    ];
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export default activation;

/** Copies the extension's bundle beside a stand-in for `vscode`; returns sizes in bytes. */
function lay(folder: string): { readonly entry: number; readonly all: number } {
  const files = readdirSync(dist).filter((name) => name === 'extension.mjs' || /^chunk-.*\.mjs$/.test(name));
  for (const name of files) copyFileSync(join(dist, name), join(folder, name));
  const used = new Set<string>();
  for (const name of files) {
    for (const match of readFileSync(join(folder, name), 'utf8').matchAll(
      /\b(?:vscode|\w{1,3}\d*)\.([A-Za-z]\w*)/g,
    )) {
      if (match[1]) used.add(match[1]);
    }
  }
  const editor = join(folder, 'node_modules', 'vscode');
  mkdirSync(editor, { recursive: true });
  writeFileSync(join(editor, 'package.json'), '{"name":"vscode","type":"module","exports":"./index.js"}');
  writeFileSync(join(editor, 'index.js'), standIn([...used]));
  writeFileSync(join(folder, 'measure.mjs'), measure);
  const bytes = (names: readonly string[]): number =>
    names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  return { entry: bytes(loadedAtOnce(folder)), all: bytes(files) };
}

/** The entry and the chunks that it imports statically, and they in turn. */
function loadedAtOnce(folder: string): string[] {
  const found = new Set(['extension.mjs']);
  for (const name of found) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const match of text.matchAll(
      /(?:^|[;\n}])\s*(?:import|export)\b[^;'"()]*?(?:from\s*)?["']\.\/(chunk-[^"']+)["']/g,
    )) {
      if (match[1]) found.add(match[1]);
    }
  }
  return [...found];
}

/** An editor in which everything exists and does nothing. */
function standIn(names: readonly string[]): string {
  const reserved = new Set([
    'default',
    'delete',
    'import',
    'catch',
    'finally',
    'return',
    'for',
    'if',
    'in',
    'new',
    'class',
    'function',
    'var',
    'let',
    'const',
    'this',
    'null',
    'true',
    'false',
    'void',
    'with',
    'typeof',
    'throw',
    'try',
    'switch',
    'case',
    'break',
    'continue',
    'do',
    'else',
    'export',
    'extends',
    'super',
    'while',
    'yield',
    'static',
    'enum',
    'await',
    'instanceof',
    'debugger',
    'package',
    'private',
    'protected',
    'public',
    'interface',
    'implements',
    'eval',
    'arguments',
    'nothing',
  ]);
  return `const none = [];
const nothing = new Proxy(function () {}, {
  get: (_, name) => {
    if (name === 'then') return undefined;
    if (name === Symbol.toPrimitive) return () => '';
    // Lists of the editor are empty: no tab and no document is open.
    if (name === Symbol.iterator || typeof none[name] === 'function') return none[name].bind(none);
    return nothing;
  },
  set: () => true,
  apply: () => nothing,
  construct: () => nothing,
});
export default nothing;
${names
  .filter((name) => !reserved.has(name))
  .map((name) => `export const ${name} = nothing;`)
  .join('\n')}
`;
}

const measure = `import 'vscode';
const before = performance.now();
const { activate } = await import('./extension.mjs');
const loaded = performance.now();
const state = { get: (_, otherwise) => otherwise, update: async () => {}, keys: () => [] };
await activate({
  subscriptions: [],
  workspaceState: state,
  globalState: { ...state, setKeysForSync() {} },
  secrets: {},
  languageModelAccessInformation: {},
});
const done = performance.now();
process.stdout.write(JSON.stringify({ loadMs: loaded - before, activateMs: done - loaded }));
process.exit(0);
`;

function middle(sorted: readonly number[]): number {
  return sorted[sorted.length >> 1] ?? 0;
}

/** A 95 % interval of the median: order statistics by the normal approximation of the binomial. */
function order(sorted: readonly number[]): { readonly low?: number; readonly high?: number } {
  const n = sorted.length;
  const half = 0.98 * Math.sqrt(n);
  const low = sorted[Math.max(0, Math.floor(n / 2 - half))];
  const high = sorted[Math.min(n - 1, Math.ceil(n / 2 + half))];
  return low === undefined || high === undefined ? {} : { low, high };
}
