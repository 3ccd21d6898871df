import { spawn, type ChildProcess } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { ownEnvironment, type Place } from './place.ts';
import { endGroup } from './process-group.ts';
import type { TestHost, TestHostOptions } from './test-host.ts';

/**
 * The desktop VS Code that BATON_VSCODE names, else the newest stable one, fetched once into .vscode-test.
 * @throws when it can be neither found nor fetched
 */
export async function findDesktop(): Promise<string> {
  const named = process.env.BATON_VSCODE;
  return named !== undefined && named !== '' ? named : downloadAndUnzipVSCode('stable');
}

/** `--way desktop`: each bundle is run by a VS Code of its own on the same profile. */
export class DesktopHost implements TestHost {
  readonly #executable: string;
  readonly #place: Place;
  readonly #options: TestHostOptions;
  readonly #output: string[] = [];
  #child: ChildProcess | undefined;

  constructor(executable: string, place: Place, options: TestHostOptions) {
    this.#executable = executable;
    this.#place = place;
    this.#options = options;
  }

  // Not test-electron's own `runTests`: it always turns workspace trust off, and cannot end a window that hangs.
  async runTests(bundle: string): Promise<number> {
    const { extension, trusted, env } = this.#options;
    const place = this.#place;
    const words = [
      ...(place.workspace === undefined ? [] : [place.workspace]),
      `--extensionDevelopmentPath=${extension}`,
      `--extensionTestsPath=${bundle}`,
      `--user-data-dir=${place.profile}`,
      `--extensions-dir=${place.extensions}`,
      ...[
        '--no-sandbox',
        '--disable-gpu-sandbox',
        '--disable-updates',
        '--skip-welcome',
        '--skip-release-notes',
      ],
      // Keys in memory, not in the person's keyring.
      '--use-inmemory-secretstorage',
      ...(trusted ? ['--disable-workspace-trust'] : []),
    ];
    const child = spawn(this.#executable, words, {
      env: { ...ownEnvironment(place), ...screen(), ...env },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => this.#output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => this.#output.push(chunk.toString()));
    return new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  }

  log(): string {
    return this.#output.join('');
  }

  async end(): Promise<void> {
    if (this.#child !== undefined) await endGroup(this.#child);
  }
}

/** What a Linux desktop is reached through lies under the person's own home and runtime folder. */
function screen(): Record<string, string> {
  const { XDG_RUNTIME_DIR: runtime, XAUTHORITY: authority } = process.env;
  return {
    ...(runtime === undefined ? {} : { XDG_RUNTIME_DIR: runtime }),
    XAUTHORITY: authority ?? join(homedir(), '.Xauthority'),
  };
}
