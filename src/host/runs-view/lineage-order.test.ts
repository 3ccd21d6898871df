import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../engine/runs/list-runs.ts';
import { lineageOrder } from './lineage-order.ts';

function run(id: string, parent?: string): RunSummary {
  return {
    run: id,
    path: `/runs/${id}.jsonl`,
    title: id,
    state: 'done',
    lastAt: 0,
    moments: 1,
    bytes: 1,
    header: {
      n: 0,
      t: 0,
      kind: 'run',
      format: 1,
      run: id,
      title: id,
      program: { name: 'solve', version: '1' },
      pins: {},
      input: {},
      ...(parent === undefined
        ? {}
        : { parent: { run: parent, edits: [{ at: 'a', change: 'ask-again' as const }], fresh: false } }),
    },
  };
}

const order = (runs: readonly RunSummary[]): string =>
  lineageOrder(runs)
    .map(({ summary, depth }) => `${'>'.repeat(depth)}${summary.run}`)
    .join(' ');

describe('the order of runs and their forks', () => {
  it('puts forks behind their parent, and the family that was worked on last on top', () => {
    expect(order([run('5', '2'), run('4', '1'), run('3'), run('2', '1'), run('1')])).toBe('1 >4 >2 >>5 3');
  });

  it('shows a fork whose parent was deleted as a run of its own', () => {
    expect(order([run('3'), run('2', 'gone')])).toBe('3 2');
  });

  it('loses no run, even where journals claim to be their own ancestors', () => {
    expect(order([run('2', '3'), run('3', '2'), run('1', '1')]).split(' ')).toHaveLength(3);
  });
});
