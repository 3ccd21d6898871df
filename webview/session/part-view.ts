import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { characters, count } from '../shared/figures.ts';
import { actionButton } from '../shared/action-button.ts';
import { inlineText, textView } from '../shared/text-view.ts';
import type { Part } from './protocol.ts';
import type { RowPlace, ViewActions } from './view-actions.ts';

/** One text of a row: its title, how long it is, and as much of it as is shown. */
export function partView(
  part: Part,
  place: RowPlace,
  nth: number,
  of: number,
  actions: ViewActions,
): TemplateResult {
  const { key, level, index } = place;
  const at = { key, part: part.id };
  const textId = `text-${index}-${nth}`;
  const size =
    part.holds === undefined
      ? characters(part.length)
      : part.holds === 1
        ? l10n.t('1 message, {0}', characters(part.length))
        : l10n.t('{0} messages, {1}', count(part.holds), characters(part.length));
  const toggle = (): void => {
    actions.fold(at, !part.folded);
  };
  return html`<div
    class="part ${part.folded ? 'shut' : ''} ${part.nested ? 'nested' : ''} ${part.streaming ? 'streaming' : ''}"
    role="treeitem"
    tabindex="-1"
    data-item
    data-key=${key}
    data-part=${part.id}
    data-vscode-context=${actions.context('part', at)}
    aria-level=${level + 1}
    aria-posinset=${nth + 1}
    aria-setsize=${of}
    aria-expanded=${String(!part.folded)}
    aria-label=${`${part.title}, ${size}`}
    aria-describedby=${part.folded ? nothing : textId}
  >
    <div class="part-line" @click=${toggle}>
      <span
        class="twistie codicon codicon-chevron-${part.folded ? 'right' : 'down'}"
        aria-hidden="true"
      ></span>
      <span class="part-title">${inlineText(part.title)}</span>
      <span class="dim size">${size}</span>
      <span class="actions">
        ${
          part.holds === undefined
            ? [
                actionButton('copy', l10n.t('Copy (C)'), () => {
                  actions.send({ kind: 'copy', ...at });
                }),
                actionButton('go-to-file', l10n.t('Open as Document (O)'), () => {
                  actions.send({ kind: 'open-document', ...at });
                }),
              ]
            : nothing
        }
      </span>
    </div>
    ${part.folded || part.holds !== undefined ? nothing : textBody(part, textId, actions, at)}
  </div>`;
}

function textBody(
  part: Part,
  id: string,
  actions: ViewActions,
  at: { key: string; part: string },
): TemplateResult {
  const fences = part.look === 'prose';
  return html`<div class="text ${part.look}" id=${id}>
    ${
      part.before > 0
        ? html`<div class="cut">${l10n.t('{0} earlier characters', count(part.before))}</div>`
        : nothing
    }${
      part.length === 0
        ? html`<div class="cut">${l10n.t('empty')}</div>`
        : html`<div class="shown">${textView(part.text, part.marks, fences)}</div>`
    }${
      part.after > 0
        ? html`<div class="cut">
            ${l10n.t('{0} more characters', count(part.after))}
            ${
              part.more
                ? html`<button
                    class="link"
                    tabindex="-1"
                    @click=${() => {
                      actions.send({ kind: 'more', ...at });
                    }}
                  >
                    ${l10n.t('Show more')}
                  </button>`
                : nothing
            }
            <button
              class="link"
              tabindex="-1"
              @click=${() => {
                actions.send({ kind: 'open-document', ...at });
              }}
            >
              ${l10n.t('Open as document')}
            </button>
          </div>`
        : nothing
    }
  </div>`;
}
