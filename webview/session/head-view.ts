import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { actionButton } from '../shared/action-button.ts';
import { calls, cost, count, duration, tokens, tokensInFull } from '../shared/figures.ts';
import { inlineText } from '../shared/text-view.ts';
import type { Summary } from './protocol.ts';
import type { ViewActions } from './view-actions.ts';

export interface HeadActions extends ViewActions {
  openFind(): void;
}

/** The head of the view: what run this is, how it stands, and what can be done with all of it. */
export function headView(summary: Summary, actions: HeadActions): TemplateResult {
  const [icon, state] = states[summary.state]();
  const act = (kind: 'stop' | 'pause' | 'continue') => () => {
    actions.send({ kind });
  };
  return html`<header class="head">
    <div class="head-line">
      <span
        class="state codicon codicon-${icon} ${summary.state}"
        role="img"
        aria-label=${state}
        title=${state}
      ></span>
      <h1 class="title">${inlineText(summary.title)}</h1>
      <span class="toolbar" role="toolbar" aria-label=${l10n.t('Session')}>
        ${
          summary.live
            ? [
                summary.state === 'paused'
                  ? actionButton('debug-continue', l10n.t('Continue'), act('continue'))
                  : actionButton('debug-pause', l10n.t('Pause'), act('pause')),
                actionButton('debug-stop', l10n.t('Stop'), act('stop')),
              ]
            : nothing
        }
        ${actionButton('search', l10n.t('Find (Ctrl+F)'), () => {
          actions.openFind();
        })}
        ${actionButton('expand-all', l10n.t('Unfold All'), () => {
          actions.send({ kind: 'fold-all', folded: false });
        })}
        ${actionButton('collapse-all', l10n.t('Fold All'), () => {
          actions.send({ kind: 'fold-all', folded: true });
        })}
      </span>
    </div>
    <div class="totals dim">${totals(summary, state)}</div>
  </header>`;
}

function totals(summary: Summary, state: string): TemplateResult[] {
  const { tokens: used } = summary;
  const facts: [string, string][] = [
    [state, l10n.t('State')],
    [calls(summary.calls), l10n.t('Calls to models, Python and people')],
  ];
  if (summary.failed > 0)
    facts.push([l10n.t('{0} failed', count(summary.failed)), l10n.t('Calls that failed')]);
  if (summary.reused > 0) {
    facts.push([l10n.t('{0} reused', count(summary.reused)), l10n.t('Answers taken from the parent run')]);
  }
  if (used.prompt + used.completion > 0) facts.push([tokens(used), tokensInFull(used)]);
  if (summary.cost > 0) facts.push([cost(summary.cost), l10n.t('Cost, in the currency of your prices')]);
  facts.push([duration(summary.activeMs), l10n.t('Time in which the run was neither paused nor stopped')]);
  return facts.map(([text, title]) => html`<span class="fact" title=${title}>${text}</span>`);
}

const states: Record<Summary['state'], () => [string, string]> = {
  running: () => ['loading~spin', l10n.t('Running')],
  paused: () => ['debug-pause', l10n.t('Paused')],
  done: () => ['pass', l10n.t('Done')],
  failed: () => ['error', l10n.t('Failed')],
  cancelled: () => ['circle-slash', l10n.t('Stopped')],
  capped: () => ['warning', l10n.t('Stopped at a cap')],
  interrupted: () => ['debug-disconnect', l10n.t('Not running')],
};
