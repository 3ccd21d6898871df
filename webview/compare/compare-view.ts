import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { actionButton } from '../shared/action-button.ts';
import { copySelection } from '../shared/copy-selection.ts';
import { count } from '../shared/figures.ts';
import { inlineText } from '../shared/text-view.ts';
import { VirtualView } from '../shared/virtual-view.ts';
import type { VsCodeApi } from '../shared/vscode-api.ts';
import { compareRow } from './compare-row.ts';
import {
  type CompareCounts,
  type CompareRow,
  type CompareState,
  compareStateSchema,
  type FromCompare,
  type ToCompare,
  toCompareSchema,
} from './protocol.ts';

const guesses: Readonly<Record<string, number>> = { D: 180, e: 30, h: 32 };
const lineHeight = 26;
/** Milliseconds after the last scrolling before the place is remembered. */
const rememberMs = 250;

/** Two runs side by side. */
export class CompareView extends VirtualView<CompareRow> {
  private snapshot: Extract<ToCompare, { kind: 'snapshot' }> | undefined;
  private progress: Extract<ToCompare, { kind: 'progress' }> | undefined;
  private trouble: string | undefined;
  private folds: Record<string, boolean> = {};
  private active = 0;
  private remembering: number | undefined;
  private saved: CompareState | undefined;

  constructor(private readonly vscode: VsCodeApi) {
    super((kind) => guesses[kind] ?? lineHeight);
    const saved = compareStateSchema.safeParse(vscode.getState());
    this.saved = saved.success ? saved.data : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', this.onMessage);
    document.addEventListener('copy', copySelection);
    this.send(this.saved ? { kind: 'ready', state: this.saved } : { kind: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('message', this.onMessage);
    document.removeEventListener('copy', copySelection);
  }

  private send(message: FromCompare): void {
    this.vscode.postMessage(message);
  }

  private readonly onMessage = (event: MessageEvent<unknown>): void => {
    const message = toCompareSchema.safeParse(event.data);
    if (!message.success) {
      console.error('not a message of the host', message.error);
      return;
    }
    this.receive(message.data);
    this.requestUpdate();
  };

  private receive(message: ToCompare): void {
    switch (message.kind) {
      case 'progress':
        this.progress = message;
        return;
      case 'snapshot':
        this.snapshot = message;
        this.folds = message.folds;
        this.list.reset(message.kinds);
        this.list.fill(message.start, message.rows);
        if (this.saved) this.list.offset = this.saved.top;
        this.heard();
        this.remember();
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
      case 'reveal':
        this.reveal(message.row, undefined, true);
        return;
      case 'trouble':
        this.trouble = message.message;
    }
  }

  protected override render(): TemplateResult {
    const { snapshot, progress } = this;
    if (!snapshot) {
      const text = progress
        ? l10n.t('Comparing… {0} of {1}', count(progress.done), count(progress.of))
        : l10n.t('Reading the journals…');
      return html`<div class="empty" role="status">${text}</div>`;
    }
    return html`
      <header class="head">
        <div class="head-line">
          <h1 class="title">${this.runTitle('left')}</h1>
          <h1 class="title">${this.runTitle('right')}</h1>
          <span class="toolbar" role="toolbar" aria-label=${l10n.t('Comparison')}>
            ${actionButton('arrow-up', l10n.t('Previous Difference (P)'), () => {
              this.step(-1);
            })}
            ${actionButton('arrow-down', l10n.t('Next Difference (N)'), () => {
              this.step(1);
            })}
          </span>
        </div>
        <div class="totals dim">${countsText(snapshot.counts)}</div>
      </header>
      ${this.trouble === undefined ? nothing : html`<div class="trouble" role="alert">${this.trouble}</div>`}
      <div
        class="scroller"
        role="tree"
        tabindex="0"
        aria-label=${l10n.t('What differs between two runs')}
        @scroll=${this.onScroll}
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
      >
        ${this.rowsView()}
      </div>
    `;
  }

  private runTitle(side: 'left' | 'right'): TemplateResult {
    const run = this.snapshot?.[side];
    return html`<button
        class="link run-title"
        title=${l10n.t('Open the session')}
        @click=${() => {
          this.send({ kind: 'open', side });
        }}
      >
        ${inlineText(run?.title ?? '')}
      </button>
      <span class="run-id dim">${run?.run}</span>`;
  }

  protected override drawRow(row: CompareRow, index: number): TemplateResult {
    return compareRow(row, index, (message) => {
      this.send(message);
    });
  }

  protected override want(start: number, end: number): void {
    this.send({ kind: 'want', start, end });
  }

  protected override scrolled(): void {
    this.remember();
  }

  protected override focusItem(item: HTMLElement): void {
    for (const other of this.querySelectorAll<HTMLElement>('[data-item][tabindex="0"]')) other.tabIndex = -1;
    item.tabIndex = 0;
    item.focus({ preventScroll: true });
  }

  private readonly onFocus = (event: FocusEvent): void => {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-item]') : null;
    if (item) this.active = Number(item.dataset.index);
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLButtonElement) return;
    if (!this.press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private press(key: string): boolean {
    const row = this.list.row(this.active);
    switch (key) {
      case 'ArrowDown':
        this.reveal(Math.min(this.list.count - 1, this.active + 1), undefined, true);
        return true;
      case 'ArrowUp':
        this.reveal(Math.max(0, this.active - 1), undefined, true);
        return true;
      case 'Home':
        this.reveal(0, undefined, true);
        return true;
      case 'End':
        this.reveal(this.list.count - 1, undefined, true);
        return true;
      case 'n':
        this.step(1);
        return true;
      case 'p':
        this.step(-1);
        return true;
      case 'Enter':
      case ' ':
        if (row?.kind === 'equal') this.send({ kind: 'fold', key: row.key, folded: !row.folded });
        else if (row?.kind === 'pair') this.send({ kind: 'diff', key: row.key });
        return true;
      case 'ArrowRight':
      case 'ArrowLeft':
        if (row?.kind === 'equal') this.send({ kind: 'fold', key: row.key, folded: key === 'ArrowLeft' });
        return true;
      default:
        return false;
    }
  }

  private step(by: 1 | -1): void {
    this.send({ kind: 'step', from: this.active, by });
  }

  private remember(): void {
    window.clearTimeout(this.remembering);
    this.remembering = window.setTimeout(() => {
      const { snapshot, folds } = this;
      if (!snapshot) return;
      const state: CompareState = {
        left: snapshot.left.run,
        right: snapshot.right.run,
        folds,
        top: this.list.offset,
      };
      this.saved = state;
      this.vscode.setState(state);
    }, rememberMs);
  }
}
customElements.define('baton-compare', CompareView);

function countsText({ same, differs, left, right }: CompareCounts): TemplateResult[] {
  const facts = [
    differs === 1 ? l10n.t('1 differs') : l10n.t('{0} differ', count(differs)),
    l10n.t('{0} only on the left', count(left)),
    l10n.t('{0} only on the right', count(right)),
    same === 1 ? l10n.t('1 equal') : l10n.t('{0} equal', count(same)),
  ];
  return facts.map((fact) => html`<span class="fact">${fact}</span>`);
}
