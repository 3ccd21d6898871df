import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Packages the extension of a folder, as `npm run package` does; the repository's own is built first. */
export function packageVsix(folder: string, vsix: string): void {
  vsce(folder, [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ]);
}

/**
 * Builds, then copies the files that a package would hold, and no others, to a folder with no node_modules above it:
 * what was not bundled is missing there, as it will be at a person's.
 */
export function unpackExtension(folder: string): void {
  execFileSync(process.execPath, ['esbuild.mjs', '--production', 'extension'], { stdio: ['ignore', 2, 2] });
  for (const file of packagedFiles()) cpSync(file, join(folder, file));
}

/** Paths of the files that a package holds, relative to the repository. */
export function packagedFiles(): readonly string[] {
  return vsce('.', ['ls', '--no-dependencies'])
    .split('\n')
    .filter((line) => line !== '');
}

function vsce(cwd: string, words: readonly string[]): string {
  return execFileSync(process.execPath, [resolve('node_modules/@vscode/vsce/vsce'), ...words], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  });
}
