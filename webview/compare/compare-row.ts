import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { actionButton } from '../shared/action-button.ts';
import { count, duration } from '../shared/figures.ts';
import { inlineText, textView } from '../shared/text-view.ts';
import type { ComparedSide, ComparedText, CompareRow, CutSide, FromCompare, SideName } from './protocol.ts';

type Send = (message: FromCompare) => void;

/** One row of a comparison. */
export function compareRow(row: CompareRow, index: number, send: Send): TemplateResult {
  switch (row.kind) {
    case 'heading':
      return html`<div
        class="row heading"
        role="treeitem"
        tabindex="-1"
        data-item
        data-index=${index}
        aria-level=${row.level}
      >
        <div class="line level-${Math.min(row.level, 6)}">
          <span class="label">${inlineText(row.label)}</span>
        </div>
      </div>`;
    case 'equal': {
      const label = row.pairs === 1 ? l10n.t('1 equal') : l10n.t('{0} equal', count(row.pairs));
      const toggle = (): void => {
        send({ kind: 'fold', key: row.key, folded: !row.folded });
      };
      return html`<div
        class="row equal"
        role="treeitem"
        tabindex="-1"
        data-item
        data-index=${index}
        aria-level="1"
        aria-expanded=${String(!row.folded)}
        aria-label=${label}
      >
        <div class="line" @click=${toggle}>
          <span
            class="twistie codicon codicon-chevron-${row.folded ? 'right' : 'down'}"
            aria-hidden="true"
          ></span>
          <span class="label dim">${label}</span>
        </div>
      </div>`;
    }
    case 'pair':
      return pairRow(row, index, send);
  }
}

const verdicts = {
  same: () => ({ icon: 'pass', text: l10n.t('equal') }),
  differs: () => ({ icon: 'diff-modified', text: l10n.t('differs') }),
  left: () => ({ icon: 'diff-removed', text: l10n.t('only on the left') }),
  right: () => ({ icon: 'diff-added', text: l10n.t('only on the right') }),
};

function pairRow(row: Extract<CompareRow, { kind: 'pair' }>, index: number, send: Send): TemplateResult {
  const { key, verdict } = row;
  const { icon, text } = verdicts[verdict]();
  const titles = row.texts.map(({ title }) => title).join(', ');
  return html`<div
    class="row pair ${verdict}"
    role="treeitem"
    tabindex="-1"
    data-item
    data-key=${key}
    data-index=${index}
    aria-level=${row.level}
    aria-label=${[row.label, text, titles].filter(Boolean).join(', ')}
  >
    <div class="line level-${Math.min(row.level, 6)}">
      <span class="icon codicon codicon-${icon}" title=${text} aria-hidden="true"></span>
      <span class="label">${inlineText(row.label)}</span>
      <span class="facts dim">${sideFacts(row.left, row.right)}</span>
      <span class="actions">${pairActions(row, send)}</span>
    </div>
    ${
      row.texts.length === 0
        ? nothing
        : html`<div class="compared">${row.texts.map((compared) => textsView(key, compared, send))}</div>`
    }
  </div>`;
}

function pairActions(row: Extract<CompareRow, { kind: 'pair' }>, send: Send): unknown[] {
  const { key } = row;
  const sides = (['left', 'right'] as const).filter((side) => row[side] !== undefined);
  return [
    row.left && row.right
      ? actionButton('diff', l10n.t('Open Difference (Enter)'), () => {
          send({ kind: 'diff', key });
        })
      : nothing,
    sides.map((side) => [
      actionButton(
        'go-to-file',
        sideText(side, l10n.t('Show in left session'), l10n.t('Show in right session')),
        () => {
          send({ kind: 'open', side, key });
        },
      ),
      actionButton(
        'git-compare',
        sideText(side, l10n.t('Select left for Compare'), l10n.t('Select right for Compare')),
        () => {
          send({ kind: 'select-for-compare', side, key });
        },
      ),
    ]),
  ];
}

function sideText(side: SideName, left: string, right: string): string {
  return side === 'left' ? left : right;
}

function textsView(key: string, { id, title, code, left, right }: ComparedText, send: Send): TemplateResult {
  return html`<div class="compared-text part" data-key=${key} data-part=${id}>
    <div class="part-line">
      <span class="part-title">${inlineText(title)}</span>
      <span class="actions">
        ${
          left && right
            ? actionButton('diff', l10n.t('Open Difference'), () => {
                send({ kind: 'diff', key, part: id });
              })
            : nothing
        }
      </span>
    </div>
    <div class="two">${sideView(left, code, 'left')}${sideView(right, code, 'right')}</div>
  </div>`;
}

function sideView(cut: CutSide | undefined, code: boolean, side: SideName): TemplateResult {
  if (!cut) {
    const text = side === 'left' ? l10n.t('not on the left') : l10n.t('not on the right');
    return html`<div class="side ${side} none"><div class="cut">${text}</div></div>`;
  }
  return html`<div class="side ${side} ${code ? 'code' : ''}">
    ${
      cut.before > 0
        ? html`<div class="cut">${l10n.t('{0} equal characters', count(cut.before))}</div>`
        : nothing
    }
    <div class="shown">${textView(cut.text, cut.marks, !code)}</div>
    ${
      cut.after > 0
        ? html`<div class="cut">${l10n.t('{0} more characters', count(cut.after))}</div>`
        : nothing
    }
  </div>`;
}

function sideFacts(left: ComparedSide | undefined, right: ComparedSide | undefined): unknown {
  if (!left || !right) return nothing;
  const facts: string[] = [];
  if (left.state !== right.state) facts.push(`${left.state} → ${right.state}`);
  if (left.tokens !== undefined && right.tokens !== undefined && left.tokens !== right.tokens) {
    facts.push(l10n.t('{0} → {1} tokens', count(left.tokens), count(right.tokens)));
  }
  if (left.ms !== undefined && right.ms !== undefined && duration(left.ms) !== duration(right.ms))
    facts.push(`${duration(left.ms)} → ${duration(right.ms)}`);
  return facts.map((fact) => html`<span class="fact">${fact}</span>`);
}
