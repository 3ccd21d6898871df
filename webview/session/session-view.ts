import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { Announcer } from '../shared/announcer.ts';
import { copySelection } from '../shared/copy-selection.ts';
import { VirtualView } from '../shared/virtual-view.ts';
import type { VsCodeApi } from '../shared/vscode-api.ts';
import './find-widget.ts';
import type { FindQuery, FindState, FindWidget } from './find-widget.ts';
import { headView, type HeadActions } from './head-view.ts';
import './interject-box.ts';
import {
  type FromView,
  type Part,
  type Row,
  type Summary,
  type ToView,
  toViewSchema,
  type ViewState,
  viewStateSchema,
} from './protocol.ts';
import { RowKeys } from './row-keys.ts';
import { rowView } from './row-view.ts';
import type { MenuSection } from './view-actions.ts';

/** Milliseconds after the last scrolling before the place is remembered. */
const rememberMs = 250;
/** Pixels from the end within which a view still follows what comes in. */
const nearEnd = 24;
/** Pixels, for rows that were never seen: what texts of usual length come to. */
const guesses: Readonly<Record<string, number>> = { C: 420, P: 240, N: 110, A: 240, S: 120, E: 80, f: 36 };
const lineHeight = 26;
/** A streaming text shows its end, at most this many characters. */
const longestStream = 6_000;

/** The session view: everything that is in the webview's page. */
export class SessionView extends VirtualView<Row> implements HeadActions {
  private readonly keys = new RowKeys(this, this.list);
  private readonly announcer = new Announcer();
  private summary: Summary | undefined;
  private folds: Record<string, boolean> = {};
  private found: FindState = { matches: 0, more: false, searching: false, current: 0 };
  private finding = false;
  private query = '';
  private draft = '';
  private trouble: string | undefined;
  private remembering: number | undefined;
  private changedSince = false;
  private readonly saved: ViewState | undefined;

  constructor(private readonly vscode: VsCodeApi) {
    super((kind) => guesses[kind] ?? lineHeight);
    const saved = viewStateSchema.safeParse(vscode.getState());
    this.saved = saved.success ? saved.data : undefined;
    this.draft = this.saved?.draft ?? '';
    this.query = this.saved?.query ?? '';
    this.finding = this.query !== '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', this.onMessage);
    document.addEventListener('copy', copySelection);
    window.addEventListener('keydown', this.onGlobalKey);
    this.send(this.saved ? { kind: 'ready', state: this.saved } : { kind: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('message', this.onMessage);
    document.removeEventListener('copy', copySelection);
    window.removeEventListener('keydown', this.onGlobalKey);
  }

  send(message: FromView): void {
    this.vscode.postMessage(message);
  }

  fold(at: { readonly key: string; readonly part?: string }, folded: boolean): void {
    this.following = false;
    this.send({ kind: 'fold', ...at, folded });
  }

  context(section: MenuSection, at: { readonly key: string; readonly part?: string }): string {
    return JSON.stringify({
      webviewSection: section,
      run: this.summary?.run,
      ...at,
      preventDefaultContextMenuItems: true,
    });
  }

  openFind(): void {
    if (this.finding) this.querySelector<FindWidget>('baton-find')?.focusInput();
    this.finding = true;
    this.requestUpdate();
  }

  private readonly onMessage = (event: MessageEvent<unknown>): void => {
    const message = toViewSchema.safeParse(event.data);
    if (!message.success) {
      console.error('not a message of the host', message.error);
      return;
    }
    this.receive(message.data);
    this.requestUpdate();
  };

  private receive(message: ToView): void {
    switch (message.kind) {
      case 'snapshot':
        this.begin(message);
        return;
      case 'summary':
        this.summary = message.summary;
        return;
      case 'outline':
        for (const splice of message.splices) this.list.splice(splice);
        this.list.fill(message.start, message.rows);
        this.folds = message.folds;
        this.heard();
        this.remember();
        return;
      case 'rows':
        this.list.fill(message.start, message.rows);
        this.heard();
        return;
      case 'streamed':
        this.addStreamed(message.key, message.part, message.length, message.text);
        return;
      case 'found':
        this.found = message;
        return;
      case 'reveal':
        this.reveal(message.row, message.part, message.focus);
        return;
      case 'said':
        this.announcer.say(message.text);
        return;
      case 'trouble':
        this.trouble = message.message;
    }
  }

  private begin(snapshot: Extract<ToView, { kind: 'snapshot' }>): void {
    this.summary = snapshot.summary;
    this.folds = snapshot.folds;
    this.list.reset(snapshot.kinds);
    this.list.fill(snapshot.start, snapshot.rows);
    const mine = this.saved?.run === snapshot.summary.run ? this.saved : undefined;
    this.following = mine ? mine.following : snapshot.summary.live;
    this.list.offset = this.list.heights.top(snapshot.anchor) + (mine?.anchor?.past ?? 0);
    this.heard();
  }

  private addStreamed(key: string, id: string, length: number, text: string): void {
    const index = this.list.indexOf(key);
    const row = this.list.row(index);
    if (!row || !('parts' in row)) return;
    const parts = row.parts.map((part): Part => {
      if (part.id !== id) return part;
      if (part.folded) return { ...part, length };
      if (part.length + text.length !== length) {
        this.send({ kind: 'want', start: index, end: index + 1 });
        return part;
      }
      const whole = part.text + text;
      const shown = whole.length > longestStream ? whole.slice(-longestStream) : whole;
      return { ...part, text: shown, before: length - shown.length, length };
    });
    this.list.fill(index, [{ ...row, parts }]);
  }

  protected override render(): TemplateResult {
    const { summary } = this;
    if (!summary) return html`<div class="empty" role="status">${l10n.t('Reading the journal…')}</div>`;
    return html`
      ${headView(summary, this)} ${this.finding ? this.findView() : nothing}
      ${this.trouble === undefined ? nothing : this.troubleView(this.trouble)}
      <div
        class="scroller"
        role="tree"
        tabindex="0"
        aria-label=${l10n.t('The moments of {0}', summary.title)}
        @scroll=${this.onScroll}
        @keydown=${this.keys.onKey}
        @focusin=${this.keys.onFocus}
        @wheel=${{ handleEvent: this.onWheel, passive: true }}
      >
        ${this.rowsView()}
      </div>
      ${this.behind() ? this.latestButton() : nothing}
      ${
        summary.live
          ? html`<baton-interject
              .unheard=${summary.unheard}
              .draft=${this.draft}
              @interject=${(event: CustomEvent<string>) => {
                this.send({ kind: 'interject', text: event.detail });
              }}
              @draft=${(event: CustomEvent<string>) => {
                this.draft = event.detail;
                this.remember();
              }}
            ></baton-interject>`
          : nothing
      }
      ${this.announcer.view()}
    `;
  }

  protected override drawRow(row: Row, index: number): TemplateResult {
    return rowView(row, index, this);
  }

  protected override want(start: number, end: number): void {
    this.send({ kind: 'want', start, end });
  }

  protected override scrolled(): void {
    const { list } = this;
    this.following = this.summary?.live === true && list.offset >= list.total - list.viewport - nearEnd;
    this.remember();
  }

  protected override willUpdate(): void {
    this.keys.keep();
  }

  protected override drawn(): void {
    this.keys.restore();
  }

  /** A place that was looked up is one to come back to. */
  protected override revealed(): void {
    this.remember();
  }

  protected override focusItem(item: HTMLElement): void {
    this.keys.focus(item);
  }

  private behind(): boolean {
    return this.summary?.live === true && !this.following;
  }

  private latestButton(): TemplateResult {
    return html`<vscode-button
      class="latest"
      @click=${() => {
        this.following = true;
        this.requestUpdate();
      }}
    >
      ${l10n.t('Latest')}<span slot="start" class="codicon codicon-arrow-down" aria-hidden="true"></span>
    </vscode-button>`;
  }

  private findView(): TemplateResult {
    return html`<baton-find
      .found=${this.found}
      .query=${this.query}
      @find=${(event: CustomEvent<FindQuery>) => {
        this.query = event.detail.query;
        this.send({ kind: 'find', ...event.detail });
        this.remember();
      }}
      @step=${(event: CustomEvent<number>) => {
        this.send({ kind: 'find-step', by: event.detail });
      }}
      @close=${this.closeFind}
    ></baton-find>`;
  }

  private troubleView(text: string): TemplateResult {
    return html`<div class="trouble" role="alert">
      <span class="codicon codicon-error" aria-hidden="true"></span>${text}
      <button
        class="link"
        @click=${() => {
          this.trouble = undefined;
          this.requestUpdate();
        }}
      >
        ${l10n.t('Dismiss')}
      </button>
    </div>`;
  }

  private readonly closeFind = (): void => {
    this.finding = false;
    this.query = '';
    this.send({ kind: 'find', query: '', matchCase: false, wholeWord: false });
    this.remember();
    this.requestUpdate();
    this.scroller?.focus();
  };

  private readonly onWheel = (event: WheelEvent): void => {
    if (event.deltaY < 0) this.following = false;
  };

  private readonly onGlobalKey = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'f') this.openFind();
    else if (event.key === 'F3' && this.finding)
      this.send({ kind: 'find-step', by: event.shiftKey ? -1 : 1 });
    else if (event.key === 'Escape' && this.finding) this.closeFind();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /**
   * Keeps what is to be found again when the page comes back: at once, since a hidden page gets no time to, and while
   * something goes on, a few times a second.
   */
  private remember(): void {
    if (this.remembering !== undefined) {
      this.changedSince = true;
      return;
    }
    this.keepState();
    this.remembering = window.setTimeout(() => {
      this.remembering = undefined;
      if (!this.changedSince) return;
      this.changedSince = false;
      this.remember();
    }, rememberMs);
  }

  private keepState(): void {
    if (!this.summary) return;
    const { row, past } = this.list.anchor();
    const key = this.list.row(row)?.key;
    const state: ViewState = {
      run: this.summary.run,
      folds: this.folds,
      following: this.following,
      query: this.finding ? this.query : '',
      draft: this.draft,
      ...(key === undefined ? {} : { anchor: { key, past } }),
    };
    this.vscode.setState(state);
  }
}
customElements.define('baton-session', SessionView);
