import { z } from 'zod';
import type { JournalView } from '../runs/journal-view.ts';
import type { CallNode, FrameNode, LanesNode, NoteNode, RunNode, RunTree } from '../runs/run-tree.ts';
import { cost, count, counted, duration, utc } from './figures.ts';
import { toneOf } from './note-block.ts';
import { plainLine } from './plain-text.ts';
import { runState } from './run-state.ts';
import { natureOf } from './model-reference-label.ts';
import { marks } from './state-mark.ts';
import { preview } from './text-block.ts';

export { callText } from './call-text.ts';

/** Deeper nesting than this is not indented further: a terminal has no room for it. */
const deepest = 12;

/**
 * A run as lines of plain text for a terminal: its head, then rounds, lanes, calls and notes, indented. What a
 * model, a file or a person wrote reaches the terminal in one line each, with its control characters named.
 */
export function* outline(view: JournalView): Generator<string> {
  yield* head(view);
  yield '';
  yield* nodes(view);
  const { asides, finished } = view.tree;
  if (asides.length > 0) {
    yield '';
    yield `${counted(asides.length, 'aside')}: ${plainLine(
      asides
        .slice(0, 5)
        .map(({ label }) => preview(label, 40))
        .join(', '),
    )}${asides.length > 5 ? `, and ${count(asides.length - 5)} more` : ''}`;
  }
  if (finished?.error) {
    yield '';
    yield `${marks.failed} ${plainLine(finished.error.message)} ${plainLine(finished.error.hint)}`.trimEnd();
    if (finished.at !== undefined) yield `  at ${plainLine(finished.at)}`;
  }
}

function* head(view: JournalView): Generator<string> {
  const { header, title, totals } = view.tree;
  const state = runState(view);
  yield `${marks[state]} ${plainLine(title)}`;
  const since = header && utc(header.t)?.text;
  yield `  ${[header && `run ${plainLine(header.run)}`, header && plainLine(`${header.program.name} ${header.program.version}`), state, since].filter(Boolean).join(', ')}`;
  yield `  ${figures(totals)}`;
  const parent = header?.parent;
  if (parent) {
    const edit = parent.edits.at(-1);
    yield `  fork of ${plainLine(parent.run)}: ${edit?.change ?? 'none'}${edit?.at ? ` at ${plainLine(edit.at)}` : ''}`;
  }
}

function figures(totals: RunTree['totals']): string {
  const { calls, failed, reused, attempts, promptTokens, completionTokens, activeMs } = totals;
  return [
    counted(calls, 'call'),
    `${count(promptTokens)} → ${count(completionTokens)} tokens`,
    duration(activeMs),
    ...(totals.cost > 0 ? [`cost ${cost(totals.cost)}`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(reused > 0 ? [`${count(reused)} reused`] : []),
    ...(attempts > 0 ? [counted(attempts, 'failed attempt')] : []),
  ].join(', ');
}

interface Level {
  readonly depth: number;
  readonly start?: string;
  readonly nodes: readonly RunNode[];
  next: number;
}

/** With a stack of its own, since a journal may nest deeper than ours. */
function* nodes(view: JournalView): Generator<string> {
  const stack: Level[] = [{ depth: 0, nodes: view.tree.root, next: 0 }];
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    if (level.next === 0 && level.start !== undefined) yield level.start;
    const node = level.nodes[level.next];
    level.next += 1;
    if (!node) {
      stack.pop();
      continue;
    }
    const indent = indentation(level.depth);
    switch (node.kind) {
      case 'call':
        yield `${indent}${callLine(node, natureIn(view, node))}`;
        break;
      case 'note':
        yield `${indent}${noteLine(node)}`;
        break;
      case 'frame':
        yield `${indent}${frameLine(node)}`;
        stack.push({ depth: level.depth + 1, nodes: node.children, next: 0 });
        break;
      case 'lanes':
        yield `${indent}${lanesLine(node)}`;
        stack.push(...laneLevels(node, level.depth + 1));
        break;
    }
  }
}

function indentation(depth: number): string {
  return '  '.repeat(Math.min(depth, deepest));
}

const withModel = z.object({ model: z.string() });

/** Whether the model of a call inferred anything: what did not is said to be recorded or simulated. */
function natureIn(view: JournalView, { tool, asked }: CallNode): ReturnType<typeof natureOf> {
  if (tool !== 'model') return 'real';
  const moment = view.moment(asked);
  const named = withModel.safeParse(moment.kind === 'asked' ? moment.request : undefined);
  return named.success ? natureOf(named.data.model) : 'real';
}

function callLine(call: CallNode, nature: ReturnType<typeof natureOf>): string {
  const { label, tool, state, address, spend, askedAt, settledAt, reused, edited, error, attempts } = call;
  const facts = [
    ...(nature === 'real' ? [] : [nature]),
    ...(tool === 'model' ? [] : [plainLine(tool)]),
    ...(spend ? [`${count(spend.promptTokens)} → ${count(spend.completionTokens)} tokens`] : []),
    ...(settledAt === undefined || reused ? [] : [duration(Math.max(0, settledAt - askedAt))]),
    ...(reused ? ['reused'] : []),
    ...(edited ? ['edited'] : []),
    ...(attempts > 0 ? [counted(attempts, 'failed attempt')] : []),
    ...(error ? [plainLine(preview(error.message, 100))] : []),
  ];
  return `${marks[state]} ${plainLine(preview(label, 60))}  ${plainLine(address)}${facts.length > 0 ? `  (${facts.join(', ')})` : ''}`;
}

function noteLine(note: NoteNode): string {
  const { text, outcome } = note.fields;
  const tone = toneOf(note);
  const sign = tone === 'bad' || tone === 'odd' ? '!' : '◆';
  return [
    `${sign} ${note.note}: ${plainLine(preview(note.label, 80))}`,
    ...(typeof outcome === 'string' ? [`(${plainLine(outcome)})`] : []),
    ...(typeof text === 'string' && text !== note.label ? [`“${plainLine(preview(text, 80))}”`] : []),
  ].join(' ');
}

function frameLine({ state, label, openedAt, closedAt }: FrameNode): string {
  const time = closedAt === undefined ? '' : `  (${duration(Math.max(0, closedAt - openedAt))})`;
  return `${marks[state]} ${plainLine(preview(label, 60))}${time}`;
}

function lanesLine({ group, mode, winner, lanes }: LanesNode): string {
  const won = winner === undefined ? '' : `, won by ${plainLine(preview(winner, 60))}`;
  return `⇉ ${plainLine(group)}: ${counted(lanes.length, 'lane')}${mode === 'race' ? ' raced' : ''}${won}`;
}

/** The lanes of a group, last lane first, as a stack wants them. */
function laneLevels({ lanes }: LanesNode, depth: number): Level[] {
  return lanes
    .map(({ key, children }) => ({
      depth: depth + 1,
      start: `${indentation(depth)}${plainLine(preview(key, 60))}:`,
      nodes: children,
      next: 0,
    }))
    .reverse();
}
