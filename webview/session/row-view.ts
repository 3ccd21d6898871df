import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { actionButton } from '../shared/action-button.ts';
import { inlineText } from '../shared/text-view.ts';
import { partView } from './part-view.ts';
import type { Part, Row } from './protocol.ts';
import { rowFacts } from './row-facts.ts';
import { rowFace } from './row-face.ts';
import type { ViewActions } from './view-actions.ts';

/** One row of the session: its line, and the texts below it. */
export function rowView(row: Row, index: number, actions: ViewActions): TemplateResult {
  const { key, level, folded, position, siblings, unfolds } = row;
  const parts = partsOfRow(row);
  const face = rowFace(row);
  const facts = rowFacts(row);
  const toggle = (): void => {
    if (unfolds) actions.fold({ key }, !folded);
  };
  const preview = previewOf(row);
  return html`<div
    class="row ${row.kind} ${face.tone} ${folded ? 'folded' : ''} ${parts.length > 0 ? 'open' : ''}"
    role="treeitem"
    tabindex="-1"
    data-item
    data-key=${key}
    data-index=${index}
    data-vscode-context=${actions.context('parts' in row ? 'row' : 'holder', { key })}
    aria-level=${level}
    aria-posinset=${position}
    aria-setsize=${siblings}
    aria-expanded=${unfolds ? String(!folded) : nothing}
    aria-label=${[face.spoken, ...facts.map(({ spoken }) => spoken)].filter(Boolean).join(', ')}
  >
    <div class="line level-${Math.min(level, 6)}" @click=${toggle}>
      <span
        class="twistie ${unfolds ? `codicon codicon-chevron-${folded ? 'right' : 'down'}` : ''}"
        aria-hidden="true"
      ></span>
      <span class="icon codicon codicon-${face.icon}" title=${face.iconTitle} aria-hidden="true"></span>
      <span class="label">${inlineText(face.label)}</span>
      ${face.badges.map((badge) => html`<span class="badge" title=${badge.title}>${badge.text}</span>`)}
      ${face.links.map(
        ({ text, send }) =>
          html`<button
            class="link"
            tabindex="-1"
            @click=${(event: Event) => {
              event.stopPropagation();
              actions.send(send);
            }}
          >
            ${inlineText(text)}
          </button>`,
      )}
      <span class="preview dim">${preview === '' ? nothing : inlineText(preview)}</span>
      <span class="facts dim">
        ${facts.map(({ text, spoken }) => html`<span class="fact" title=${spoken}>${text}</span>`)}
      </span>
      <span class="actions"> ${row.kind === 'call' ? callActions(key, actions) : nothing} </span>
    </div>
    ${
      parts.length === 0
        ? nothing
        : html`<div class="parts level-${Math.min(level, 6)}" role="group">
            ${parts.map((part, nth) => partView(part, { key, level, index }, nth, parts.length, actions))}
          </div>`
    }
  </div>`;
}

/** What a folded row says of what it holds. */
function previewOf(row: Row): string {
  if (row.kind === 'call' && row.tool === 'person' && !row.unfolds) return l10n.t('said nothing');
  return 'preview' in row && row.folded ? row.preview : '';
}

function partsOfRow(row: Row): readonly Part[] {
  return 'parts' in row ? row.parts : [];
}

function callActions(key: string, actions: ViewActions): TemplateResult[] {
  return [
    actionButton('copy', l10n.t('Copy (C)'), () => {
      actions.send({ kind: 'copy', key });
    }),
    actionButton('go-to-file', l10n.t('Open as Document (O)'), () => {
      actions.send({ kind: 'open-document', key });
    }),
    actionButton('list-tree', l10n.t('Reveal in Runs (T)'), () => {
      actions.send({ kind: 'reveal-in-tree', key });
    }),
  ];
}
