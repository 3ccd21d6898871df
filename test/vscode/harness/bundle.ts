import { readdirSync, existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { Session } from './session.ts';

/** The folder of one session under test/vscode/suite, ready to run. */
export interface BundledSession {
  readonly name: string;
  readonly session: Session;
  /** One bundle a phase; one in all where the session names none. */
  readonly phases: readonly BundledTests[];
}

export interface BundledTests {
  readonly name: string;
  readonly file: string;
}

const options: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'inline',
  packages: 'external',
  external: ['vscode'],
  loader: { '.md': 'text', '.txt': 'text', '.py': 'text' },
  logLevel: 'warning',
};

/** Bundles every session of `suite` whose files `wanted` admits, into `out`. */
export async function bundleSessions(
  suite: string,
  wanted: Wanted,
  out: string,
): Promise<readonly BundledSession[]> {
  const bundled: BundledSession[] = [];
  for (const { name } of readdirSync(suite, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const folder = join(suite, name);
    const session = await loadSession(join(folder, 'session.ts'), join(out, `${name}.session.mjs`));
    const phases: BundledTests[] = [];
    for (const phase of session.phases ?? ['']) {
      const title = phase === '' ? name : `${name}-${phase}`;
      const files = testFiles(join(folder, phase));
      // A phase builds on the one before: a session of phases runs whole or not at all.
      const chosen =
        session.phases === undefined ? files.filter(wanted) : testFiles(folder).some(wanted) ? files : [];
      if (chosen.length > 0) phases.push({ name: title, file: await bundleHostTests(title, chosen, out) });
    }
    if (phases.length > 0) bundled.push({ name, session, phases });
  }
  return bundled;
}

/** Whether a test file, named by its absolute path, is to be run. */
export type Wanted = (file: string) => boolean;

/** Every `*.test.ts` below a folder, in the order of their names. */
export function testFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new Error(`There is no folder ${relative(process.cwd(), folder)}.`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .map((file) => join(folder, file));
}

/** Bundles test files into one module whose export `files` is a list of functions that load one each. */
export async function bundleTests(files: readonly string[], outfile: string): Promise<string> {
  return bundleText(`export const files = ${loaders(files)};`, outfile);
}

async function bundleHostTests(name: string, files: readonly string[], out: string): Promise<string> {
  const runInHost = join(process.cwd(), 'test/vscode/harness/run-in-host.ts');
  const entry = [
    `import { runInHost } from ${JSON.stringify(runInHost)};`,
    `export const run = () => runInHost(${JSON.stringify(`${name}.jsonl`)}, ${loaders(files)});`,
  ];
  return bundleText(entry.join('\n'), join(out, `${name}.mjs`));
}

/** The text of a list of functions that load a file each. */
function loaders(files: readonly string[]): string {
  return `[${files.map((file) => `() => import(${JSON.stringify(file)})`).join(', ')}]`;
}

async function loadSession(source: string, outfile: string): Promise<Session> {
  if (!existsSync(source)) return {};
  await build({ ...options, entryPoints: [source], outfile });
  const loaded = (await import(pathToFileURL(outfile).href)) as { default: Session };
  return loaded.default;
}

async function bundleText(contents: string, outfile: string): Promise<string> {
  await build({ ...options, stdin: { contents, resolveDir: process.cwd(), loader: 'ts' }, outfile });
  return outfile;
}
