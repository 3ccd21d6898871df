import type { Json } from '../../engine/runs/json.ts';
import type { RunSummary } from '../../engine/runs/list-runs.ts';

/** What a person typed to narrow the list of runs down: words that must all occur, and states of which one must hold. */
export interface RunFilter {
  readonly text: string;
  readonly words: readonly string[];
  readonly states: readonly RunMark[];
}

/** How a run stands, as the list shows it: its state, and for a finished one how its answer came out. */
export type RunMark = RunSummary['state'] | 'solved' | 'unsolved';

export const runMarks: readonly RunMark[] = [
  'running',
  'interrupted',
  'solved',
  'unsolved',
  'failed',
  'cancelled',
  'capped',
  'done',
];

/** Reads `sat @solved @failed`: words, and states after an `@`. What follows an `@` and is no state is a word. */
export function parseRunFilter(text: string): RunFilter | undefined {
  const tokens = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (tokens.length === 0) return undefined;
  const states = runMarks.filter((mark) => tokens.includes(`@${mark}`));
  const words = tokens.filter((token) => !states.some((mark) => token === `@${mark}`));
  return { text: text.trim(), words, states };
}

export function matchesRun(filter: RunFilter, run: RunSummary, shownTitle: string): boolean {
  const marks: readonly RunMark[] = [run.state, markOf(run)];
  if (filter.states.length > 0 && !filter.states.some((state) => marks.includes(state))) return false;
  const text = `${shownTitle} ${run.run}`.toLowerCase();
  return filter.words.every((word) => text.includes(word));
}

/** How a run stands; a finished one without a verdict is `done`. */
export function markOf(run: RunSummary): RunMark {
  const { state, finished } = run;
  if (state !== 'done') return state;
  const outcome = member(member(finished?.output, 'verdict'), 'outcome');
  if (outcome === undefined) return 'done';
  return outcome === 'solved' ? 'solved' : 'unsolved';
}

function member(value: Json | undefined, name: string): Json | undefined {
  return typeof value === 'object' && value !== null && name in value
    ? (value as Readonly<Record<string, Json>>)[name]
    : undefined;
}
