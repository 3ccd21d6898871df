// Brings a fresh clone to where everything can run: dependencies, and the bundles in dist/. Does nothing when
// that has been done already. Needs Node >= 20.19 and npm.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
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
if (process.argv.includes('--tests')) {
  install('test/nodes', { what: 'Node 20, 22 and 24, for the tests of the sandbox' });
  installChromium();
}
execFileSync(process.execPath, [join(root, 'esbuild.mjs')], { stdio: 'inherit' });

/** Pages are tested in a real Chromium: the one named in CHROMIUM, else one on the PATH, else Debian's. */
function installChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  if (process.env.CHROMIUM || names.some((name) => folders.some((folder) => existsSync(join(folder, name)))))
    return;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    console.error(
      'There is no Chromium, so the tests of pages will fail. Install one, or name it in CHROMIUM.',
    );
    return;
  }
  console.error('Installing Chromium, for the tests of pages …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    execFileSync('apt-get', words, { env, stdio: ['ignore', 2, 2] });
  }
}
