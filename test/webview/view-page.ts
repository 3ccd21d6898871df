import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { webviewHtml } from '../../src/host/session-view/webview-html.ts';
import { themeCss, type ThemeName } from './themes.ts';

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.html': 'text/html',
};

/** A Chromium, and a server that gives it the webviews' pages as VS Code would: same bundle, same policy. */
export class ViewBrowser {
  private constructor(
    readonly browser: Browser,
    private readonly server: Server,
    private readonly folder: string,
    readonly origin: string,
  ) {}

  /** @throws Error where there is no Chromium: these tests run in one, or fail */
  static async start(): Promise<ViewBrowser> {
    const executablePath = process.env.BATON_CHROMIUM ?? '/usr/bin/chromium';
    if (!existsSync(executablePath)) {
      throw new Error(
        `There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium), or name one in BATON_CHROMIUM.`,
      );
    }
    const folder = mkdtempSync(join(tmpdir(), 'baton-webview-'));
    await build({
      bundle: true,
      platform: 'browser',
      target: 'chrome120',
      format: 'esm',
      minify: true,
      loader: { '.ttf': 'file' },
      assetNames: '[name]',
      logLevel: 'error',
      entryPoints: {
        session: 'webview/session/main.ts',
        compare: 'webview/compare/main.ts',
        controls: 'webview/shared/controls.ts',
        probe: 'test/webview/page/probe.ts',
      },
      outdir: folder,
    });
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const name = pathname.slice(1);
      const theme = searchParams.get('theme') as ThemeName | null;
      if (name === 'blank' && theme) {
        response.setHeader('content-type', 'text/html');
        response.end(dressed('<!DOCTYPE html><head></head><body><div class="row">a row</div>', theme));
      } else if (name === 'view' && theme) {
        response.setHeader('content-type', 'text/html');
        response.end(pageOf(searchParams.get('surface') ?? 'session', theme));
      } else if (name === 'hidden') {
        response.setHeader('content-type', 'text/html');
        response.end('<!DOCTYPE html><link rel="icon" href="data:,">');
      } else if (name === 'theme.css' && theme) {
        response.setHeader('content-type', 'text/css');
        response.end(themeCss(theme));
      } else if (/^[\w-]+\.(js|css|ttf)$/.test(name) && existsSync(join(folder, name))) {
        response.setHeader('content-type', types[extname(name)] ?? 'text/plain');
        response.end(readFileSync(join(folder, name)));
      } else {
        response.statusCode = 404;
        response.end();
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const browser = await chromium.launch({
      executablePath,
      chromiumSandbox: false,
      args: [
        ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
        ...[
          '--disable-component-update',
          '--disable-sync',
          '--enable-precise-memory-info',
          '--js-flags=--expose-gc',
        ],
      ],
    });
    return new ViewBrowser(browser, server, folder, `http://127.0.0.1:${port}`);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }

  /** Opens a page that waits for `ViewPage.load`. */
  async page(options: ViewPageOptions): Promise<ViewPage> {
    const context = await this.browser.newContext({
      viewport: options.size ?? { width: 1000, height: 800 },
      reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.origin });
    const page = await context.newPage();
    return ViewPage.over(page, this.origin, options);
  }
}

export interface ViewPageOptions {
  readonly surface?: 'session' | 'compare';
  readonly theme?: ThemeName;
  readonly size?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  /** The host's side: gets what the view posts. */
  readonly receive: (message: unknown) => void;
  readonly state?: unknown;
}

/** One webview in a page of its own, with the host's side in this process. */
export class ViewPage {
  /** What went wrong in the page: errors, and what its policy forbade. */
  readonly complaints: string[] = [];
  /** Milliseconds from the start of the page until its first rows were painted. The page is not asked: it tells. */
  readonly firstPaint: Promise<number>;
  private painted: (ms: number) => void = () => undefined;

  private constructor(
    readonly page: Page,
    private readonly origin: string,
    private readonly options: ViewPageOptions,
  ) {
    this.firstPaint = new Promise((resolve) => {
      this.painted = resolve;
    });
  }

  static async over(page: Page, origin: string, options: ViewPageOptions): Promise<ViewPage> {
    const view = new ViewPage(page, origin, options);
    page.on('pageerror', (error) => view.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') view.complaints.push(message.text());
    });
    await page.exposeBinding('toHost', (_, text: string) => {
      options.receive(JSON.parse(text));
    });
    await page.exposeBinding('tellPainted', (_, ms: number) => {
      view.painted(ms);
    });
    await page.addInitScript(`
      let state = JSON.parse(sessionStorage.getItem('state') ?? ${JSON.stringify(JSON.stringify(options.state ?? null))}) ?? undefined;
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => { void window.toHost(JSON.stringify(message)); },
        getState: () => state,
        setState: (next) => { state = next; sessionStorage.setItem('state', JSON.stringify(next)); },
      });
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
      });
    `);
    return view;
  }

  /** Loads the page; also what a window does that is reloaded, or a tab that is shown again. */
  async load(): Promise<void> {
    const { surface = 'session', theme = 'dark' } = this.options;
    await this.page.goto(`${this.origin}/view?surface=${surface}&theme=${theme}`);
  }

  /** Loads a page of one row, without any script of ours: what the browser itself takes. */
  async loadBlank(): Promise<void> {
    await this.page.goto(`${this.origin}/blank?theme=${this.options.theme ?? 'dark'}`);
  }

  /** The page goes, as it does when a tab is hidden; what it saved stays. */
  async leave(): Promise<void> {
    await this.page.goto(`${this.origin}/hidden`);
  }

  /** What the host posts. JSON on the way, as in VS Code. */
  post(message: unknown): void {
    const text = JSON.stringify(message);
    void this.page.evaluate(`window.postMessage(${text}, '*')`).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

function pageOf(surface: string, theme: ThemeName): string {
  const html = webviewHtml({
    title: 'Baton',
    nonce: 'bm9uY2U',
    cspSource: `'self'`,
    scripts: [`/${surface}.js`, '/controls.js'],
    style: `/${surface}.css`,
    l10n: undefined,
    language: 'en',
  });
  return dressed(html, theme);
}

/** A page with the colours of a theme, and the tests' own script. */
function dressed(html: string, theme: ThemeName): string {
  const head = `<link rel="stylesheet" href="/theme.css?theme=${theme}"><script type="module" nonce="bm9uY2U" src="/probe.js"></script></head>`;
  return html.replace('</head>', head).replace('<body', `<body class="${theme}"`);
}
