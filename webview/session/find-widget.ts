import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { actionButton } from '../shared/action-button.ts';
import { count } from '../shared/figures.ts';
import { typedValue } from '../shared/typed-value.ts';

export interface FindQuery {
  readonly query: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

export interface FindState {
  readonly matches: number;
  readonly more: boolean;
  readonly searching: boolean;
  readonly current: number;
}

/** Milliseconds after the last key before a search begins. */
const typingMs = 150;

/**
 * The find widget: it searches the whole run, in the host. Events: `find` (FindQuery), `step` (number), `close`.
 */
export class FindWidget extends LitElement {
  static override properties = {
    found: { attribute: false },
    query: { state: true },
    matchCase: { state: true },
    wholeWord: { state: true },
  };
  declare found: FindState;
  declare query: string;
  declare matchCase: boolean;
  declare wholeWord: boolean;
  private typing: number | undefined;

  constructor() {
    super();
    this.found = { matches: 0, more: false, searching: false, current: 0 };
    this.query = '';
    this.matchCase = false;
    this.wholeWord = false;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override firstUpdated(): void {
    // The field draws its own input first.
    requestAnimationFrame(() => {
      this.focusInput();
    });
  }

  focusInput(): void {
    // The toolkit's field keeps its input to itself.
    const input = this.querySelector('vscode-text-field')?.shadowRoot?.querySelector('input');
    input?.focus();
    input?.select();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('matchCase') || changed.has('wholeWord')) this.find();
  }

  protected override render(): TemplateResult {
    return html`<div class="find" role="search" @keydown=${this.onKey}>
      <vscode-text-field
        spellcheck="false"
        aria-label=${l10n.t('Find in all of the run')}
        placeholder=${l10n.t('Find')}
        .value=${this.query}
        @input=${this.onInput}
      >
        <span slot="end" class="toggles">
          ${this.toggle('case-sensitive', l10n.t('Match Case (Alt+C)'), this.matchCase, () => {
            this.matchCase = !this.matchCase;
          })}
          ${this.toggle('whole-word', l10n.t('Match Whole Word (Alt+W)'), this.wholeWord, () => {
            this.wholeWord = !this.wholeWord;
          })}
        </span>
      </vscode-text-field>
      <span
        class="find-count ${this.found.matches === 0 && !this.found.searching && this.query !== '' ? 'none' : ''}"
        role="status"
        >${this.countText()}</span
      >
      ${actionButton('arrow-up', l10n.t('Previous Match (Shift+Enter)'), () => {
        this.step(-1);
      })}
      ${actionButton('arrow-down', l10n.t('Next Match (Enter)'), () => {
        this.step(1);
      })}
      ${actionButton('close', l10n.t('Close (Escape)'), () => this.dispatchEvent(new CustomEvent('close')))}
    </div>`;
  }

  private toggle(icon: string, title: string, on: boolean, act: () => void): TemplateResult {
    return html`<button
      class="toggle codicon codicon-${icon}"
      title=${title}
      aria-label=${title}
      aria-pressed=${String(on)}
      @click=${act}
    ></button>`;
  }

  private countText(): string | typeof nothing {
    const { matches, more, searching, current } = this.found;
    if (this.query === '') return nothing;
    if (matches === 0) return searching ? l10n.t('Searching…') : l10n.t('No results');
    const all = more || searching ? `${count(matches)}+` : count(matches);
    return l10n.t('{0} of {1}', count(current), all);
  }

  private readonly onInput = (event: Event): void => {
    this.query = typedValue(event) ?? this.query;
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => {
      this.find();
    }, typingMs);
  };

  private find(): void {
    window.clearTimeout(this.typing);
    this.typing = undefined;
    const { query, matchCase, wholeWord } = this;
    this.dispatchEvent(new CustomEvent<FindQuery>('find', { detail: { query, matchCase, wholeWord } }));
  }

  private step(by: number): void {
    if (this.typing !== undefined) this.find();
    else this.dispatchEvent(new CustomEvent<number>('step', { detail: by }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const key = `${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${event.key}`;
    switch (key) {
      case 'Enter':
        this.step(1);
        break;
      case 'Shift+Enter':
        this.step(-1);
        break;
      case 'Escape':
        this.dispatchEvent(new CustomEvent('close'));
        break;
      case 'Alt+c':
        this.matchCase = !this.matchCase;
        break;
      case 'Alt+w':
        this.wholeWord = !this.wholeWord;
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
customElements.define('baton-find', FindWidget);
