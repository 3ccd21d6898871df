import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { CodeServer } from './code-server.ts';
import { defaultLook, sizes, themes, type Look } from './look.ts';
import { makePlace, removePlace, type Place, type PlaceOptions } from './place.ts';
import { readableLog } from './readable-log.ts';
import { Support } from './support.ts';
import type { UiGround } from './ui-ground.ts';

export interface WorkbenchOptions extends PlaceOptions {
  /** Whether the workspace is trusted; true if left out. False: restricted mode. */
  readonly trusted?: boolean;
  /** Dark and wide if left out. */
  readonly look?: Partial<Look>;
  /** Variables for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
}

const waitLimitMs = 15_000;

interface Running {
  readonly place: Place;
  readonly server: CodeServer;
  readonly browser: Browser;
  readonly page: Page;
  readonly support: Support;
}

/**
 * A VS Code with the packaged extension installed, as a person has it before them: driven by keyboard and mouse, and
 * seen. What the methods return are Playwright locators, which wait by themselves for what they are asked about.
 */
export class Workbench {
  readonly #ground: UiGround;
  readonly #options: WorkbenchOptions;
  #look: Look;
  #running: Running | undefined;
  readonly #messages: string[] = [];

  constructor(ground: UiGround, options: WorkbenchOptions = {}) {
    this.#ground = ground;
    this.#options = options;
    this.#look = { ...defaultLook, ...options.look };
  }

  async start(): Promise<void> {
    const { trusted = true, env = {} } = this.#options;
    const { installed, extensions } = this.#ground;
    const place = await makePlace({
      ...this.#options,
      settings: { 'workbench.colorTheme': themes[this.#look.theme], ...this.#options.settings },
    });
    const server = await CodeServer.start(installed, place, {
      trusted,
      extensions,
      env: { ...env, BATON_TEST_PLACE: place.root },
      testDriver: false,
    });
    const browser = await launchBrowser(installed);
    const context = await browser.newContext({ viewport: sizes[this.#look.size] });
    // Below the limit of a test, so that what was waited for is named.
    context.setDefaultTimeout(waitLimitMs);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.#messages.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#messages.push(`page: ${error.message}`));
    this.#running = { place, server, browser, page, support: new Support(place) };
    const opened =
      place.workspace === undefined ? 'ew=true' : `folder=${encodeURIComponent(place.workspace)}`;
    await page.goto(`${server.origin}/?${opened}`);
    await this.#settled();
  }

  async close(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    await running.browser.close();
    await running.server.end();
    await removePlace(running.place);
  }

  /** The window, for what has no method here. */
  get page(): Page {
    return this.#now.page;
  }

  get place(): Place {
    return this.#now.place;
  }

  /** What server, extension host and page had to say, for a person who looks for a fault. */
  log(): string {
    return readableLog([this.#running?.server.log() ?? '', ...this.#messages].join('\n'));
  }

  /** Loads the window anew: extension hosts end and start again, as after *Developer: Reload Window*. */
  async reload(): Promise<void> {
    this.#now.support.forget();
    // The workbench's own way, which keeps its state first: a page that is simply loaded anew may have lost the last of it.
    const loaded = this.page.waitForEvent('load');
    await this.run('Developer: Reload Window');
    await loaded;
    await this.#settled();
  }

  /** Runs a command by its title (`Baton: Show Version`) from the command palette. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.fill(`>${title}`);
    await this.pick(title);
  }

  /** Opens a file of the workspace by its path, and waits until its editor has the focus. */
  async open(path: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.fill(path);
    await this.quickRow(path.slice(path.lastIndexOf('/') + 1))
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    await this.tab(path.slice(path.lastIndexOf('/') + 1)).waitFor();
  }

  /** The text box of whatever quick input is shown: command palette, quick pick, input box. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** Rows of the quick input whose label is this text. */
  quickRow(label: string): Locator {
    const exact = this.page.locator('.label-name', { hasText: new RegExp(`^${escapeRegExp(label)}$`) });
    return this.page.locator('.quick-input-widget:visible .monaco-list-row').filter({ has: exact });
  }

  /** Chooses a row of the quick input by its label. */
  async pick(label: string): Promise<void> {
    await this.quickRow(label).first().click();
  }

  /** Types into an input box or quick pick, and accepts. */
  async answer(text: string): Promise<void> {
    await this.quickInput.fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Notifications that hold this text. Their buttons: `notification(…).getByRole('button', { name })`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item', { hasText: text });
  }

  /** The modal dialog that is open. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** The tab of an editor, by the name it shows. */
  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** The editor that has the focus, or had it last. */
  get editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  codeLens(title: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration').getByRole('button', { name: title });
  }

  /** Items of any tree that is shown, by what a screen reader says of them. */
  treeItem(name: string | RegExp): Locator {
    return this.page.getByRole('treeitem', { name });
  }

  /** Opens a container of the activity bar by its title. */
  async openContainer(title: string): Promise<void> {
    await this.page.locator('.activitybar').getByRole('tab', { name: title }).click();
  }

  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item:visible', { hasText: text });
  }

  /** The document inside a webview that is shown: the first, or the one at `index`. */
  webview(index = 0): FrameLocator {
    return this.page
      .locator('iframe.webview.ready:visible')
      .nth(index)
      .contentFrame()
      .frameLocator('#active-frame');
  }

  /** Changes user settings of the running window; null takes one back to its default. */
  async setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#now.support.setSettings(settings);
  }

  /** Runs a command by its id from inside, the window untouched: for setting a scene, not for what is tested. */
  async execute(command: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.#now.support.execute(command, args);
  }

  /** Changes theme and size of the running window, and waits until they are shown. */
  async setLook(look: Partial<Look>): Promise<void> {
    this.#look = { ...this.#look, ...look };
    await this.page.setViewportSize(sizes[this.#look.size]);
    await this.setSettings({ 'workbench.colorTheme': themes[this.#look.theme] });
    await this.#themeShown();
  }

  /** Saves what the window shows as `NAME.png` in the folder of screenshots. @returns the file */
  async screenshot(name: string): Promise<string> {
    const path = join(this.#ground.screenshots, `${name.replaceAll(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  /** One screenshot in each of the looks: `NAME-light-narrow.png` and so on. Leaves the window as it was. */
  async screenshots(name: string, looks: readonly Look[]): Promise<void> {
    const before = this.#look;
    for (const look of looks) {
      await this.setLook(look);
      await this.screenshot(`${name}-${look.theme}-${look.size}`);
    }
    await this.setLook(before);
  }

  get #now(): Running {
    if (this.#running === undefined) throw new Error('The workbench is not started.');
    return this.#running;
  }

  async #settled(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.#now.support.started();
    await this.#themeShown();
  }

  async #themeShown(): Promise<void> {
    const kind = {
      light: 'vs',
      dark: 'vs-dark',
      'high-contrast': 'hc-black',
      'high-contrast-light': 'hc-light',
    };
    await this.page.locator(`.monaco-workbench.${kind[this.#look.theme]}`).waitFor();
  }
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
