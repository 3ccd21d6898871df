import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { typedValue } from '../shared/typed-value.ts';
import { inlineText } from '../shared/text-view.ts';

/**
 * Where a person says something to the conductor of a live run. What was said and not yet heard stands above the
 * input. Events: `interject` (string), `draft` (string).
 */
export class InterjectBox extends LitElement {
  static override properties = { unheard: { attribute: false }, draft: {} };
  declare unheard: readonly string[];
  declare draft: string;

  constructor() {
    super();
    this.unheard = [];
    this.draft = '';
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<div class="interject">
      ${
        this.unheard.length === 0
          ? nothing
          : html`<ul class="unheard" aria-label=${l10n.t('Waiting for the next round')}>
              ${this.unheard.map(
                (said) =>
                  html`<li>
                    <span class="codicon codicon-watch" aria-hidden="true"></span>${inlineText(said)}
                  </li>`,
              )}
            </ul>`
      }
      <div class="interject-line">
        <vscode-text-area
          rows="1"
          resize="none"
          aria-label=${l10n.t('Say something to the conductor, heard at its next round')}
          placeholder=${l10n.t('Say something to the conductor, heard at its next round')}
          .value=${this.draft}
          @input=${this.onInput}
          @keydown=${this.onKey}
        ></vscode-text-area>
        <vscode-button
          appearance="icon"
          title=${l10n.t('Say (Enter)')}
          aria-label=${l10n.t('Say (Enter)')}
          ?disabled=${this.draft.trim() === ''}
          @click=${this.say}
        >
          <span class="codicon codicon-send"></span>
        </vscode-button>
      </div>
    </div>`;
  }

  private readonly onInput = (event: Event): void => {
    this.draft = typedValue(event) ?? this.draft;
    this.dispatchEvent(new CustomEvent<string>('draft', { detail: this.draft }));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.say();
  };

  private readonly say = (): void => {
    const text = this.draft.trim();
    if (text === '') return;
    this.draft = '';
    this.dispatchEvent(new CustomEvent<string>('interject', { detail: text }));
    this.dispatchEvent(new CustomEvent<string>('draft', { detail: '' }));
  };
}
customElements.define('baton-interject', InterjectBox);
