import * as vscode from 'vscode';
import type { CheckStep, ModelCheck } from '../../engine/models/model-check.ts';
import { visibleText } from '../../engine/visible-text.ts';

/** What a check found, to be read as plain text: nothing in it is markup, whatever a server says. */
export function checkReport(check: ModelCheck): string {
  const { l10n } = vscode;
  const verdict = check.usable
    ? l10n.t('The model can be used.')
    : l10n.t('The model cannot be used as it is.');
  const width = Math.max(...check.steps.map(({ name }) => stepTitle(name).length));
  const lines = [
    l10n.t('Check of {0}', check.reference),
    '',
    verdict,
    '',
    ...check.steps.map(
      ({ name, outcome, sentence }) =>
        `${outcomeMark(outcome)} ${stepTitle(name).padEnd(width)}   ${sentence}`,
    ),
    '',
    l10n.t('✓ yes   ✗ no   ? not known'),
    ...remarks(check),
  ];
  return `${visibleText(lines.join('\n'))}\n`;
}

export function stepTitle(name: CheckStep['name']): string {
  const { l10n } = vscode;
  switch (name) {
    case 'reachable':
      return l10n.t('Reachable');
    case 'listed':
      return l10n.t('Listed');
    case 'replies':
      return l10n.t('Replies');
    case 'streams':
      return l10n.t('Streams');
    case 'system-role':
      return l10n.t('System role');
    case 'temperature':
      return l10n.t('Temperature');
    case 'usage':
      return l10n.t('Token counts');
    case 'reasoning':
      return l10n.t('Reasoning');
    case 'speed':
      return l10n.t('Speed');
  }
}

export function outcomeTitle(outcome: CheckStep['outcome']): string {
  const { l10n } = vscode;
  switch (outcome) {
    case 'ok':
      return l10n.t('yes');
    case 'failed':
      return l10n.t('no');
    case 'unknown':
      return l10n.t('not known');
  }
}

function outcomeMark(outcome: CheckStep['outcome']): string {
  switch (outcome) {
    case 'ok':
      return '✓';
    case 'failed':
      return '✗';
    case 'unknown':
      return '?';
  }
}

/** What no check can find out, said where it matters. */
function remarks({ reference }: ModelCheck): string[] {
  if (!/^vscode:/i.test(reference)) return [];
  return [
    '',
    vscode.l10n.t(
      "The editor's own models are asked through VS Code. It has no system role, tells no token counts (Baton has them counted by the model's own tokenizer, and marks them as estimated), and does not say whether temperature, seed and limits were honoured: results may differ from one time to the next.",
    ),
  ];
}
