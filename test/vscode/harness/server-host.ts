import type { Browser, BrowserContext } from 'playwright-core';
import { CodeServer } from './code-server.ts';
import type { Installed } from './install.ts';
import type { Place } from './place.ts';
import { readableLog } from './readable-log.ts';
import type { TestHost, TestHostOptions } from './test-host.ts';

/** `--way server`: the window is a page of Chromium, the extension host a process of code-server's VS Code. */
export class ServerHost implements TestHost {
  readonly #server: CodeServer;
  readonly #context: BrowserContext;
  readonly #place: Place;
  readonly #extension: string;
  readonly #messages: string[] = [];

  private constructor(server: CodeServer, context: BrowserContext, place: Place, extension: string) {
    this.#server = server;
    this.#context = context;
    this.#place = place;
    this.#extension = extension;
  }

  static async start(
    installed: Installed,
    browser: Browser,
    place: Place,
    { extension, trusted, env }: TestHostOptions,
  ): Promise<ServerHost> {
    const server = await CodeServer.start(installed, place, { trusted, env, testDriver: true });
    return new ServerHost(server, await browser.newContext(), place, extension);
  }

  async runTests(bundle: string): Promise<number> {
    const page = await this.#context.newPage();
    page.on('pageerror', (error) => this.#messages.push(`page: ${error.message}`));
    await page.exposeFunction('codeAutomationLog', (type: string, words: readonly unknown[]) => {
      // Of what VS Code tells at this level, only what an extension printed is of interest.
      if (type !== 'info' || words.join(' ').includes('[Extension Host]'))
        this.#messages.push(`${type}: ${words.join(' ')}`);
    });
    const exit = new Promise<number>((resolve, reject) => {
      page.once('crash', () => {
        reject(new Error('The page of VS Code crashed.'));
      });
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    await page.goto(this.#address(bundle));
    const code = await exit;
    await page.close();
    return code;
  }

  log(): string {
    return readableLog([this.#server.log(), ...this.#messages].join('\n'));
  }

  async end(): Promise<void> {
    await this.#context.close();
    await this.#server.end();
  }

  #address(bundle: string): string {
    const { origin } = this.#server;
    const remote = (path: string): string => `${origin.replace('http:', 'vscode-remote:')}${path}`;
    const payload = JSON.stringify([
      ['extensionDevelopmentPath', remote(this.#extension)],
      ['extensionTestsPath', remote(bundle)],
    ]);
    const { workspace } = this.#place;
    const opened = workspace === undefined ? 'ew=true' : `folder=${encodeURIComponent(workspace)}`;
    return `${origin}/?${opened}&payload=${encodeURIComponent(payload)}`;
  }
}
