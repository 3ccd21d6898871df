import * as vscode from 'vscode';
import type { Edit } from '../../engine/runs/moment.ts';
import type { RunTotals } from '../../engine/runs/run-tree.ts';
import { visibleText } from '../../engine/visible-text.ts';
import { countText, timeText, tokensText } from '../runs/figures.ts';
import type { ListedRun } from './lineage-order.ts';
import { markOf, type RunMark } from './run-filter.ts';

/** What this window knows of a run beyond its journal. */
export interface RunStanding {
  readonly live: boolean;
  readonly paused: boolean;
  /** Absent until the journal was read. */
  readonly totals: RunTotals | undefined;
}

/** A run as a row: its state as an icon, and behind its title tokens and time. */
export function runRow(
  { summary, depth }: ListedRun,
  { live, paused, totals }: RunStanding,
): vscode.TreeItem {
  const title = oneLine(summary.title);
  const mark = markOf(summary);
  const item = new vscode.TreeItem(
    depth > 0 ? `↳ ${title}` : title,
    vscode.TreeItemCollapsibleState.Collapsed,
  );
  const edit = summary.header.parent?.edits.at(-1);
  const facts = [
    ...(edit ? [editText(edit)] : []),
    ...(paused ? [vscode.l10n.t('paused')] : []),
    ...(totals && totals.promptTokens + totals.completionTokens > 0 ? [tokensText(totals)] : []),
    ...(totals ? [timeText(totals.activeMs)] : []),
  ];
  item.id = summary.run;
  item.description = facts.join(' · ');
  item.iconPath = paused ? icon('debug-pause', 'charts.blue') : iconOf(mark);
  item.tooltip = tooltip(summary, mark, totals, edit);
  item.contextValue = [
    'run',
    live ? 'live' : summary.state === 'running' ? 'elsewhere' : 'idle',
    ...(live ? [paused ? 'paused' : 'going'] : []),
    mark,
    ...(!live && ['interrupted', 'cancelled', 'capped'].includes(summary.state) ? ['resumable'] : []),
  ].join(' ');
  item.accessibilityInformation = { label: [title, markText(mark), ...facts].join(', ') };
  item.command = {
    command: 'baton.openSession',
    title: vscode.l10n.t('Open Session'),
    arguments: [summary.run],
  };
  return item;
}

/** How a run stands, in words. */
export function markText(mark: RunMark): string {
  const { l10n } = vscode;
  switch (mark) {
    case 'running':
      return l10n.t('running');
    case 'interrupted':
      return l10n.t('interrupted: its window or terminal went away');
    case 'solved':
      return l10n.t('solved');
    case 'unsolved':
      return l10n.t('not solved');
    case 'done':
      return l10n.t('done');
    case 'failed':
      return l10n.t('failed');
    case 'cancelled':
      return l10n.t('stopped');
    case 'capped':
      return l10n.t('stopped at a cap');
  }
}

function iconOf(mark: RunMark): vscode.ThemeIcon {
  switch (mark) {
    case 'running':
      return icon('sync~spin', 'charts.blue');
    case 'interrupted':
      return icon('debug-disconnect', 'list.warningForeground');
    case 'solved':
      return icon('pass', 'testing.iconPassed');
    case 'unsolved':
      return icon('circle-slash', 'testing.iconFailed');
    case 'done':
      return icon('check', 'testing.iconPassed');
    case 'failed':
      return icon('error', 'testing.iconErrored');
    case 'cancelled':
      return icon('debug-stop', 'testing.iconSkipped');
    case 'capped':
      return icon('warning', 'list.warningForeground');
  }
}

function icon(id: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}

/** What a fork changed, in words. */
export function editText({ change, at }: Edit): string {
  const { l10n } = vscode;
  const place = oneLine(at);
  switch (change) {
    case 'answer':
      return l10n.t('another answer at {0}', place);
    case 'request':
      return l10n.t('another request at {0}', place);
    case 'ask-again':
      return l10n.t('asked again at {0}', place);
    case 'input':
      return l10n.t('another input');
    case 'none':
      return l10n.t('a copy');
  }
}

function tooltip(
  { run, title, path, header, moments, finished }: ListedRun['summary'],
  mark: RunMark,
  totals: RunTotals | undefined,
  edit: Edit | undefined,
): string {
  const { l10n } = vscode;
  const parent = header.parent?.run;
  const lines = [
    oneLine(title),
    markText(mark),
    ...(finished?.error ? [oneLine(`${finished.error.message} ${finished.error.hint}`)] : []),
    ...(edit && parent !== undefined ? [l10n.t('Fork of {0}: {1}', parent, editText(edit))] : []),
    l10n.t('Begun {0}', new Date(header.t).toLocaleString(vscode.env.language)),
    ...(totals
      ? [
          l10n.t('{0} calls, {1} answered, {2} failed, {3} reused', ...callFigures(totals)),
          l10n.t(
            '{0} tokens in, {1} out',
            countText(totals.promptTokens),
            countText(totals.completionTokens),
          ),
          ...(totals.cost > 0
            ? [l10n.t('Cost {0}, by the prices in the settings', totals.cost.toFixed(4))]
            : []),
          l10n.t('{0} of running time', timeText(totals.activeMs)),
        ]
      : [l10n.t('{0} moments', countText(moments))]),
    `${run} · ${visibleText(path)}`,
  ];
  return lines.join('\n');
}

function callFigures({ calls, answered, failed, reused }: RunTotals): [string, string, string, string] {
  return [countText(calls), countText(answered), countText(failed), countText(reused)];
}

/** Text of others as one line of a row: nothing hidden, bounded. */
export function oneLine(text: string): string {
  const line = visibleText(text.slice(0, 1000)).replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
