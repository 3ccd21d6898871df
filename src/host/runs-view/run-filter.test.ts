import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../engine/runs/list-runs.ts';
import { markOf, matchesRun, parseRunFilter } from './run-filter.ts';

function summary(title: string, state: RunSummary['state'], outcome?: string): RunSummary {
  const header = {
    n: 0,
    t: 0,
    kind: 'run',
    format: 1,
    run: '20240101-000000-aaaaaa',
    title,
    program: { name: 'solve', version: '1' },
    pins: {},
    input: {},
  } as const;
  return {
    run: header.run,
    path: '/runs/x.jsonl',
    title,
    header,
    state,
    lastAt: 0,
    moments: 1,
    bytes: 1,
    ...(state === 'done'
      ? {
          finished: {
            n: 1,
            t: 0,
            kind: 'finished',
            outcome: 'done',
            output: outcome === undefined ? {} : { verdict: { outcome } },
          } as const,
        }
      : {}),
  };
}

const matches = (text: string, run: RunSummary): boolean => {
  const filter = parseRunFilter(text);
  return filter === undefined || matchesRun(filter, run, run.title);
};

describe('the filter of the list of runs', () => {
  it('is none without words', () => {
    expect(parseRunFilter('  ')).toBeUndefined();
  });

  it('wants every word and one of the states', () => {
    const solved = summary('Queens · meta', 'done', 'solved');
    expect(matches('QUEENS', solved)).toBe(true);
    expect(matches('queens cot', solved)).toBe(false);
    expect(matches('@failed @solved', solved)).toBe(true);
    expect(matches('@failed', solved)).toBe(false);
    expect(matches('@done', solved)).toBe(true);
    expect(matches('@unsolved', summary('x', 'done', 'wrong'))).toBe(true);
    expect(matches('aaaaaa', solved)).toBe(true);
  });

  it('takes what is no state for a word', () => {
    expect(matches('@home', summary('call @home', 'failed'))).toBe(true);
    expect(matches('@home', summary('call home', 'failed'))).toBe(false);
  });

  it('calls a run without a verdict done', () => {
    expect(markOf(summary('x', 'done'))).toBe('done');
    expect(markOf(summary('x', 'interrupted'))).toBe('interrupted');
  });
});
