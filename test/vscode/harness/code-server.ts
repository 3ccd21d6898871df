import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import type { Installed } from './install.ts';
import { ownEnvironment, type Place } from './place.ts';
import { endGroup, signalGroup } from './process-group.ts';
import { readableLog } from './readable-log.ts';

export interface CodeServerOptions {
  /** On: every workspace is trusted. Off: VS Code asks, and a fresh workspace is in restricted mode. */
  readonly trusted: boolean;
  /** The folder extensions are loaded from; the place's own (empty) if left out. */
  readonly extensions?: string | undefined;
  /** Makes the page honour a payload that names extension and tests. Such a window shows no notifications. */
  readonly testDriver: boolean;
  /** Variables for the extension host, besides HOME and TMPDIR. */
  readonly env?: Readonly<Record<string, string>>;
}

const startLimitMs = 60_000;

/** A running VS Code server with its extension hosts: one process group, ended as a whole. */
export class CodeServer {
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #output: string[];

  private constructor(child: ChildProcess, output: string[], port: string) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#child = child;
    this.#output = output;
  }

  /** @throws Error with the server's own words when it does not come to listen. */
  static async start(installed: Installed, place: Place, options: CodeServerOptions): Promise<CodeServer> {
    const words = [
      ...common(installed, place, options.extensions ?? place.extensions),
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
      ...(options.trusted ? ['--disable-workspace-trust'] : []),
    ];
    const child = spawn(installed.node, words, {
      cwd: place.root,
      // No gallery: nothing is looked for on the network.
      env: { ...ownEnvironment(place), EXTENSIONS_GALLERY: '{}', ...options.env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: string[] = [];
    const port = await new Promise<string>((resolve, reject) => {
      const fail = (why: string): void => {
        signalGroup(child, 'SIGKILL');
        reject(new Error(`The VS Code server ${why}.\n${readableLog(output.join(''))}`));
      };
      const timer = setTimeout(() => {
        fail(`did not listen within ${startLimitMs / 1000} s`);
      }, startLimitMs);
      const hear = (chunk: Buffer): void => {
        output.push(chunk.toString());
        const port = /agent listening on (\d+)/.exec(output.join(''))?.[1];
        if (port === undefined) return;
        clearTimeout(timer);
        resolve(port);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
      child.once('error', (error) => {
        fail(`could not be started: ${error.message}`);
      });
      child.once('exit', (code) => {
        fail(`ended with code ${code ?? 'none'}`);
      });
    });
    // Ctrl-C and crashes of the runner must not leave a VS Code behind.
    process.once('exit', () => {
      signalGroup(child, 'SIGKILL');
    });
    return new CodeServer(child, output, port);
  }

  /** What server and extension hosts printed. */
  log(): string {
    return this.#output.join('');
  }

  async end(): Promise<void> {
    await endGroup(this.#child);
  }
}

/** Installs a packaged extension on a place, as `code --install-extension` does. */
export async function installVsix(installed: Installed, place: Place, vsix: string): Promise<void> {
  const words = [...common(installed, place, place.extensions), '--install-extension', vsix];
  await promisify(execFile)(installed.node, words, { env: ownEnvironment(place), timeout: startLimitMs });
}

function common(installed: Installed, place: Place, extensions: string): readonly string[] {
  const flags = ['--accept-server-license-terms', '--disable-telemetry'];
  return [installed.server, ...flags, '--server-data-dir', place.server, '--extensions-dir', extensions];
}
