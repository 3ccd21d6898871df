import { describe, expect, it } from 'vitest';
import { comparisonText } from './comparison-text.ts';

const words = {
  heading: 'sat',
  caution: 'n = 1',
  columns: ['scaffold', 'verdict', 'rounds', 'calls', 'tokens', 'time', 'session'],
} as const;

describe('the table of a comparison', () => {
  it('has a row a run, in columns, and says where each run is named', () => {
    const row = { model: 'm', rounds: '2', calls: '4', tokens: '1,234', time: '1.0 s' };
    const { text, links } = comparisonText(
      [
        { ...row, run: 'r-1', scaffold: 'meta', verdict: 'solved', message: 'yes' },
        { ...row, run: 'r-22', scaffold: 'standard', verdict: 'not solved', message: '' },
      ],
      words,
    );
    expect(text).toBe(
      [
        'sat',
        'n = 1',
        '',
        'scaffold  verdict     rounds  calls  tokens   time  session',
        '────────  ──────────  ──────  ─────  ──────  ─────  ───────',
        'meta      solved           2      4   1,234  1.0 s  r-1',
        'standard  not solved       2      4   1,234  1.0 s  r-22',
        '',
        'meta: yes',
        '',
      ].join('\n'),
    );
    const lines = text.split('\n');
    expect(links.map(({ line, start, end }) => lines[line]?.slice(start, end))).toEqual(['r-1', 'r-22']);
  });
});
