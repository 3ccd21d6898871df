// Brings a fresh clone to where everything can run: dependencies, and the bundles in dist/. Does nothing when
// that has been done already. Needs Node >= 20.19 and npm.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Baton needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}

/** Installs a package folder from its lock file, unless that very lock file is installed already. */
export function install(folder, { what }) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error(`Installing ${what} …`);
  execFileSync(npm, ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: join(root, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}

install('.', { what: 'dependencies' });
if (process.argv.includes('--tests') && existsSync(join(root, 'test/nodes/package-lock.json'))) {
  install('test/nodes', { what: 'Node 20, 22 and 24, for the tests of the sandbox' });
}
execFileSync(process.execPath, [join(root, 'esbuild.mjs')], { stdio: 'inherit' });
