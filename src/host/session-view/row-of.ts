import type { CallNode, FrameNode, LanesNode, RunNode, RunTree } from '../../engine/runs/run-tree.ts';
import type { Part, Row, RowOf } from '../../../webview/session/protocol.ts';
import type { CallFacts } from './call-facts.ts';
import { noteTone } from './note-texts.ts';
import type { Entry } from './outline.ts';
import { shortText } from './short-text.ts';

type Tokens = RowOf<'frame'>['tokens'];

/** What is read from the journal for a row. */
export interface RowTold {
  readonly parts: Part[];
  readonly preview: string;
  readonly facts: CallFacts;
  /** Whether there is something to unfold. */
  readonly unfolds: boolean;
}

/** A row as its view gets it. */
export function rowOf(
  tree: RunTree,
  { node, ...place }: Entry,
  { parts, preview, facts, unfolds }: RowTold,
): Row {
  const base = {
    key: place.key,
    level: place.level,
    position: place.position,
    siblings: place.siblings,
    folded: place.folded,
    unfolds,
  };
  switch (node.kind) {
    case 'frame':
      return { ...base, kind: 'frame', ...frameFields(node) };
    case 'lanes': {
      const { group, mode, lanes, joined } = node;
      const calls = lanes.reduce((sum, lane) => sum + tally(lane.children).calls, 0);
      return { ...base, kind: 'lanes', group: shortText(group), mode, lanes: lanes.length, calls, joined };
    }
    case 'lane':
      return {
        ...base,
        kind: 'lane',
        label: shortText(node.lane.key),
        calls: tally(node.lane.children).calls,
        won: node.won,
      };
    case 'call':
      return { ...base, kind: 'call', ...callFields(node), ...facts, preview, parts };
    case 'note': {
      const { note, label } = node;
      return { ...base, kind: 'note', note, label: shortText(label), tone: noteTone(node), preview, parts };
    }
    case 'aside': {
      const { label, settled } = node.aside;
      return {
        ...base,
        kind: 'aside',
        label: shortText(label),
        settled: settled !== undefined,
        preview,
        parts,
      };
    }
    case 'interruption': {
      const { what, at, until, dropped } = node.interruption;
      return {
        ...base,
        kind: 'interruption',
        what,
        dropped,
        at,
        ...(until === undefined ? {} : { ms: until - at }),
      };
    }
    case 'start':
      return { ...base, kind: 'start', at: tree.header?.t ?? 0, parent: parentOf(tree), parts };
    case 'end': {
      const finished = tree.finished;
      return {
        ...base,
        kind: 'end',
        outcome: finished?.outcome ?? 'done',
        at: finished?.t ?? 0,
        because: finished?.at,
        parts,
      };
    }
  }
}

function parentOf(tree: RunTree): RowOf<'start'>['parent'] {
  const parent = tree.header?.parent;
  const edit = parent?.edits.at(-1);
  if (!parent || !edit) return undefined;
  return {
    run: parent.run,
    change: edit.change,
    at: edit.at,
    label: shortText(tree.call(edit.at)?.label ?? edit.at),
    reused: tree.totals.reused,
    edits: parent.edits.length,
  };
}

function frameFields(frame: FrameNode): Omit<RowOf<'frame'>, keyof Entry | 'kind' | 'unfolds'> {
  const { label, state, openedAt: since, closedAt } = frame;
  const { calls, failed, tokens } = tally(frame.children);
  return {
    label: shortText(label),
    state,
    calls,
    failed,
    tokens,
    since,
    ms: closedAt === undefined ? undefined : closedAt - since,
  };
}

function callFields(
  call: CallNode,
): Omit<
  RowOf<'call'>,
  keyof Entry | 'kind' | 'unfolds' | 'model' | 'outcome' | 'estimated' | 'preview' | 'parts'
> {
  const { address, label, tool, state, attempts, reused, edited, spend, askedAt, settledAt } = call;
  return {
    address,
    label: shortText(label),
    tool,
    role: address.slice(address.lastIndexOf('/') + 1).replace(/#.*/, ''),
    state,
    attempts,
    reused,
    edited,
    tokens: spend && { prompt: spend.promptTokens, completion: spend.completionTokens },
    cost: spend?.cost,
    ms: settledAt === undefined ? undefined : settledAt - askedAt,
    since: askedAt,
  };
}

interface Tally {
  calls: number;
  failed: number;
  readonly tokens: Tokens;
}

/** Counts what a folded row holds. */
export function tally(
  nodes: readonly RunNode[],
  sum: Tally = { calls: 0, failed: 0, tokens: { prompt: 0, completion: 0 } },
): Tally {
  for (const node of nodes) {
    if (node.kind === 'frame') tally(node.children, sum);
    if (node.kind === 'lanes') tallyLanes(node, sum);
    if (node.kind !== 'call') continue;
    sum.calls += 1;
    if (node.state === 'failed') sum.failed += 1;
    sum.tokens.prompt += node.spend?.promptTokens ?? 0;
    sum.tokens.completion += node.spend?.completionTokens ?? 0;
  }
  return sum;
}

function tallyLanes({ lanes }: LanesNode, sum: Tally): void {
  for (const { children } of lanes) tally(children, sum);
}
