import type { RunSummary } from '../../engine/runs/list-runs.ts';

/** A run in the list, and how many forks lie between it and the oldest of its line that is on record. */
export interface ListedRun {
  readonly summary: RunSummary;
  readonly depth: number;
}

/**
 * Puts forks behind the run that they were made from. Families are ordered by their newest member, so that what was
 * done last is on top; in a family, a parent is followed by its forks, the newest first.
 */
export function lineageOrder(runs: readonly RunSummary[]): ListedRun[] {
  const known = new Set(runs.map(({ run }) => run));
  const forks = new Map<string, RunSummary[]>();
  const roots: RunSummary[] = [];
  for (const run of runs) {
    const parent = run.header.parent?.run;
    // A run that claims to be its own ancestor would never be reached from a root.
    if (parent === undefined || !known.has(parent) || parent >= run.run) roots.push(run);
    else forks.set(parent, [...(forks.get(parent) ?? []), run]);
  }
  const families = roots.map((root) => family(root, 0, forks));
  const newest = (listed: readonly ListedRun[]): string =>
    listed.reduce((latest, { summary }) => (summary.run > latest ? summary.run : latest), '');
  return families.sort((a, b) => (newest(a) < newest(b) ? 1 : -1)).flat();
}

function family(root: RunSummary, depth: number, forks: ReadonlyMap<string, RunSummary[]>): ListedRun[] {
  const children = [...(forks.get(root.run) ?? [])].sort((a, b) => (a.run < b.run ? 1 : -1));
  return [{ summary: root, depth }, ...children.flatMap((child) => family(child, depth + 1, forks))];
}
