import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionActions } from '../../src/host/session-view/session-actions.ts';
import { SessionSurface } from '../../src/host/session-view/session-surface.ts';
import { JournalRun } from './journal-run.ts';
import { type SampleMoment, writeJournal } from './sample-run.ts';
import type { ViewBrowser, ViewPage, ViewPageOptions } from './view-page.ts';

/** A session view in a page, its host in this process, and a journal that the test writes. */
export class HostedSession {
  /** What the view asked of the editor: the name of the action, and what it was given. */
  readonly acts: unknown[][] = [];
  private surface: SessionSurface;

  private constructor(
    readonly run: JournalRun,
    readonly view: ViewPage,
    post: (message: unknown) => void,
    private readonly listen: { receive: (message: unknown) => void },
  ) {
    this.surface = this.newSurface(post);
    this.post = post;
  }

  private readonly post: (message: unknown) => void;

  static async open(
    browser: ViewBrowser,
    moments: Iterable<SampleMoment>,
    options: Omit<ViewPageOptions, 'receive'> & { readonly live?: boolean } = {},
  ): Promise<HostedSession> {
    const path = join(mkdtempSync(join(tmpdir(), 'baton-session-')), 'run.jsonl');
    writeJournal(path, moments);
    const run = new JournalRun(path, options.live ?? false);
    const listen: { receive: (message: unknown) => void } = { receive: () => undefined };
    const view = await browser.page({
      ...options,
      receive: (message) => {
        listen.receive(message);
      },
    });
    const session = new HostedSession(
      run,
      view,
      (message) => {
        view.post(message);
      },
      listen,
    );
    await view.load();
    await view.page.locator('.row:not(.waiting)').first().waitFor();
    return session;
  }

  get host(): SessionSurface {
    return this.surface;
  }

  /** What happens to a tab that is hidden: its page is gone, and the host says nothing more to it. */
  async hide(): Promise<void> {
    this.surface.hidden();
    await this.view.leave();
  }

  /** Shown again: a new page that remembers what the old one saved. */
  async show(): Promise<void> {
    await this.view.load();
    await this.view.page.locator('.row:not(.waiting)').first().waitFor();
  }

  /** The window is reloaded: page and host are new; only what the page saved is left. */
  async reload(): Promise<void> {
    this.surface.dispose();
    this.surface = this.newSurface(this.post);
    await this.show();
  }

  async close(): Promise<void> {
    this.surface.dispose();
    this.run.dispose();
    await this.view.close();
  }

  private newSurface(post: (message: unknown) => void): SessionSurface {
    const note =
      (name: string) =>
      (...given: unknown[]): void => {
        this.acts.push([name, ...given]);
      };
    const actions: SessionActions = {
      copy: note('copy'),
      openDocument: note('openDocument'),
      revealInTree: note('revealInTree'),
      selectForCompare: note('selectForCompare'),
      compareWithSelected: note('compareWithSelected'),
      openParent: note('openParent'),
      compareWithParent: note('compareWithParent'),
      interject: note('interject'),
      stop: note('stop'),
      pause: note('pause'),
      continue: note('continue'),
    };
    const surface = new SessionSurface(this.run, actions, post);
    this.listen.receive = (message) => {
      surface.receive(message);
    };
    return surface;
  }
}
