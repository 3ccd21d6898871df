import * as vscode from 'vscode';
import type { CallNode, FrameNode, LanesNode, NoteNode, RunNode } from '../../engine/runs/run-tree.ts';
import { countText, timeText, tokensText } from '../runs/figures.ts';
import { oneLine } from './run-row.ts';
import type { ChunkElement, LaneElement, NodeElement, UnreadableElement } from './tree-element.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/**
 * A round, a call, a note, or several calls at once, as a row.
 *
 * @param said what a person said, where the row is theirs
 */
export function nodeRow({ run, address, node }: NodeElement, said?: readonly string[]): vscode.TreeItem {
  const item = rowOf(node);
  if (said) item.description = said.length > 0 ? oneLine(said.join(' ')) : vscode.l10n.t('said nothing');
  item.id = `${run}/${address}/${node.kind}`;
  item.command = {
    command: 'baton.openSession',
    title: vscode.l10n.t('Open Session'),
    arguments: [run, address],
  };
  const { label } = item;
  item.accessibilityInformation = {
    label: [typeof label === 'string' ? label : '', stateText(node), item.description]
      .filter(Boolean)
      .join(', '),
  };
  return item;
}

export function laneRow({ run, address, lane }: LaneElement): vscode.TreeItem {
  const first = lane.children.find((child) => child.kind === 'call');
  const item = new vscode.TreeItem(oneLine(first?.label ?? lane.key), Collapsed);
  item.id = `${run}/${address}/lane`;
  item.description = vscode.l10n.t('lane {0}', oneLine(lane.key));
  item.iconPath = new vscode.ThemeIcon('git-branch');
  item.contextValue = 'lane';
  return item;
}

export function chunkRow(chunk: ChunkElement): vscode.TreeItem {
  const item = new vscode.TreeItem(`${countText(chunk.from)} – ${countText(chunk.to)}`, Collapsed);
  item.id = `${chunk.run}/${'address' in chunk.parent ? chunk.parent.address : ''}/chunk/${chunk.from}`;
  item.description = vscode.l10n.t('{0} rows', countText(chunk.nodes.length));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.contextValue = 'chunk';
  return item;
}

export function unreadableRow({ run, unreadable }: UnreadableElement): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(run), None);
  item.id = `unreadable/${run}`;
  item.description = oneLine(unreadable.error.message);
  item.tooltip = oneLine(`${unreadable.error.message} ${unreadable.error.hint}`);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'unreadable';
  return item;
}

function rowOf(node: RunNode): vscode.TreeItem {
  switch (node.kind) {
    case 'frame':
      return frameRow(node);
    case 'call':
      return callRow(node);
    case 'lanes':
      return lanesRow(node);
    case 'note':
      return noteRow(node);
  }
}

function frameRow(node: FrameNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.label), node.state === 'open' ? Expanded : Collapsed);
  const { calls, promptTokens, completionTokens } = sumOf(node.children);
  const tokens = promptTokens + completionTokens > 0 ? [tokensText({ promptTokens, completionTokens })] : [];
  const time = node.closedAt === undefined ? [] : [timeText(node.closedAt - node.openedAt)];
  const counted =
    calls === 0 ? [] : [calls === 1 ? vscode.l10n.t('1 call') : vscode.l10n.t('{0} calls', countText(calls))];
  item.description = [...counted, ...tokens, ...time].join(' · ');
  item.iconPath = node.state === 'open' ? spinning : node.state === 'done' ? quiet('circle-filled') : failed;
  item.contextValue = 'frame';
  return item;
}

function callRow(node: CallNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.label), None);
  const facts = [
    ...(node.reused ? [vscode.l10n.t('reused')] : []),
    ...(node.edited ? [vscode.l10n.t('edited')] : []),
    ...(node.attempts > 0 ? [vscode.l10n.t('{0} repeated attempts', node.attempts)] : []),
    ...(node.spend ? [tokensText(node.spend)] : []),
    ...(node.settledAt === undefined || node.reused ? [] : [timeText(node.settledAt - node.askedAt)]),
  ];
  item.description = facts.join(' · ');
  item.iconPath = callIcon(node);
  item.tooltip = [
    oneLine(node.label),
    node.tool,
    stateText(node),
    node.error ? oneLine(node.error.message) : '',
    node.address,
  ]
    .filter(Boolean)
    .join('\n');
  item.contextValue = `call ${node.state} ${node.tool === 'model' || node.tool === 'python' ? 'asked' : ''}`;
  return item;
}

function callIcon({ state, tool }: CallNode): vscode.ThemeIcon {
  switch (state) {
    case 'asked':
      return spinning;
    case 'failed':
      return failed;
    case 'cancelled':
      return quiet('debug-stop');
    case 'answered':
      return quiet(tool === 'python' ? 'terminal' : tool === 'person' ? 'account' : 'comment');
  }
}

function lanesRow(node: LanesNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('{0} at once', countText(node.lanes.length)), Expanded);
  item.iconPath = node.joined ? quiet('git-merge') : spinning;
  item.description = node.winner === undefined ? '' : vscode.l10n.t('won by {0}', oneLine(node.winner));
  item.contextValue = 'lanes';
  return item;
}

function noteRow(node: NoteNode): vscode.TreeItem {
  const item = new vscode.TreeItem(oneLine(node.label), None);
  const { text, outcome } = node.fields;
  item.description = typeof text === 'string' ? oneLine(text) : '';
  item.iconPath = noteIcon(node.note, outcome);
  item.tooltip = oneLine(node.label);
  item.contextValue = 'note';
  return item;
}

function noteIcon(note: string, outcome: unknown): vscode.ThemeIcon {
  switch (note) {
    case 'hallucinated-reply':
      return colored('warning', 'list.warningForeground');
    case 'final-answer':
      return quiet('comment-discussion');
    case 'checked-answer':
      return outcome === 'solved'
        ? colored('pass', 'testing.iconPassed')
        : colored('circle-slash', 'testing.iconFailed');
    default:
      return quiet('info');
  }
}

function stateText(node: RunNode): string {
  const { l10n } = vscode;
  switch (node.kind) {
    case 'call':
      switch (node.state) {
        case 'asked':
          return l10n.t('waiting for an answer');
        case 'answered':
          return l10n.t('answered');
        case 'failed':
          return l10n.t('failed');
        case 'cancelled':
          return l10n.t('stopped');
      }
      break;
    case 'frame':
      return node.state === 'open' ? l10n.t('going on') : node.state === 'failed' ? l10n.t('failed') : '';
    case 'lanes':
    case 'note':
      return '';
  }
}

interface Sum {
  readonly calls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

function sumOf(nodes: readonly RunNode[]): Sum {
  const total = { calls: 0, promptTokens: 0, completionTokens: 0 };
  const waiting = [...nodes];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'frame') waiting.push(...node.children);
    if (node.kind === 'lanes') for (const { children } of node.lanes) waiting.push(...children);
    if (node.kind !== 'call') continue;
    total.calls += 1;
    total.promptTokens += node.spend?.promptTokens ?? 0;
    total.completionTokens += node.spend?.completionTokens ?? 0;
  }
  return total;
}

const spinning = colored('sync~spin', 'charts.blue');
const failed = colored('error', 'testing.iconErrored');

function quiet(id: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id);
}

function colored(id: string, color: string): vscode.ThemeIcon {
  return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}
