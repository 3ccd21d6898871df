import type { OpenRun } from '../runs/run-library.ts';
import type { RunNode } from '../../engine/runs/run-tree.ts';
import type { CallText } from './call-texts.ts';
import type { EntryNode } from './outline.ts';
import type { RowTexts } from './row-texts.ts';

export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
}

/** One place where what is looked for stands: the row, its text, and [start, end) in that. */
export interface Match {
  readonly row: string;
  readonly part: string;
  readonly start: number;
  readonly end: number;
}

/** More matches than this are not listed, only said. */
export const mostMatches = 10_000;

/**
 * Finds a text in every moment of a run, folded or not, in the order of its rows. Reading a long journal takes a
 * second or two, so it goes in steps: each `yield` gives the matches of one row and is a place to pause.
 */
export function* findInRun(run: OpenRun, texts: RowTexts, query: Query): Generator<readonly Match[]> {
  const pattern = patternOf(query);
  if (!pattern) return;
  for (const { key, node } of everyRow(run)) yield matchesIn(key, texts.of(node).texts, pattern);
}

/** What a query looks for, or undefined where it looks for nothing. */
function patternOf({ text, matchCase, wholeWord }: Query): RegExp | undefined {
  if (text === '') return undefined;
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const boundary = wholeWord ? ['(?<![\\p{L}\\p{N}_])', '(?![\\p{L}\\p{N}_])'] : ['', ''];
  return new RegExp(`${boundary[0]}${literal}${boundary[1]}`, `gu${matchCase ? '' : 'i'}`);
}

function matchesIn(row: string, texts: readonly CallText[], pattern: RegExp): Match[] {
  return texts.flatMap(({ id, text, holds }) => {
    const matches = [...text.matchAll(pattern)].map((match) => ({
      row,
      part: id,
      start: match.index,
      end: match.index + match[0].length,
    }));
    return holds ? [...matches, ...matchesIn(row, holds, pattern)] : matches;
  });
}

function* everyRow(run: OpenRun): Generator<{ key: string; node: EntryNode }> {
  yield { key: 'start', node: { kind: 'start' } };
  yield* rowsIn(run.tree.root);
  for (const aside of run.tree.asides) yield { key: `aside:${aside.id}`, node: { kind: 'aside', aside } };
  if (run.tree.finished) yield { key: 'end', node: { kind: 'end' } };
}

function* rowsIn(nodes: readonly RunNode[]): Generator<{ key: string; node: EntryNode }> {
  for (const node of nodes) {
    if (node.kind === 'frame') yield* rowsIn(node.children);
    else if (node.kind === 'lanes') for (const { children } of node.lanes) yield* rowsIn(children);
    else yield { key: node.address, node };
  }
}
