import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { generatedProgram, steps } from '../../../test/runs/generated-program.ts';
import { World } from '../../../test/runs/world.ts';
import { type Moment, momentSchema } from './moment.ts';
import { type RunNode, RunTree } from './run-tree.ts';
import { startRun } from './start-run.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-tree-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

const spendOf = (): { promptTokens: number; completionTokens: number } => ({
  promptTokens: 2,
  completionTokens: 1,
});

/** A tree as an indented outline. */
function outline(nodes: readonly RunNode[], indent = ''): string {
  return nodes
    .map((node) => {
      switch (node.kind) {
        case 'call':
          return `${indent}${node.label} ${node.state}\n`;
        case 'note':
          return `${indent}(${node.note})\n`;
        case 'frame':
          return `${indent}${node.label} ${node.state}\n${outline(node.children, `${indent}  `)}`;
        case 'lanes':
          return `${indent}${node.mode}${node.winner === undefined ? '' : ` won by ${node.winner}`}\n${node.lanes
            .map(({ key, children }) => `${indent}  ${key}:\n${outline(children, `${indent}    `)}`)
            .join('')}`;
      }
    })
    .join('');
}

describe('the tree of a run', () => {
  it('nests calls in frames and lanes', async () => {
    const world = new World(1, 'one');
    const call = (
      name: string,
    ): { kind: 'call'; name: string; dependent: boolean; fails: boolean; caught: boolean } => ({
      kind: 'call',
      name,
      dependent: true,
      fails: false,
      caught: false,
    });
    const program = generatedProgram(
      [
        {
          kind: 'frame',
          name: 'round',
          steps: [
            call('a'),
            { kind: 'all', limit: 2, lanes: [[call('b')], [call('b'), call('b')]] },
            { kind: 'note' },
          ],
        },
        { kind: 'race', lanes: [[call('a')], [{ ...call('a'), fails: true }]] },
      ],
      world.tool,
    );
    const moments: Moment[] = [];
    const run = startRun(
      program,
      { start: '' },
      { workspace, title: 't', observer: { moment: (m) => moments.push(m) } },
    );
    await run.outcome;
    const tree = RunTree.of(moments, spendOf);
    expect(outline(tree.root)).toBe(`round done
  Expert a answered
  all
    k0:
      Expert b answered
    k1:
      Expert b answered
      Expert b answered
  (state)
race won by k0
  k0:
    Expert a answered
  k1:
    Expert a ${tree.call('g1/k1/a#1')?.state}
`);
    expect(tree.totals).toMatchObject({ calls: 6, promptTokens: 2 * tree.totals.answered });
    expect(outline(RunTree.of(moments, spendOf, 2).root)).toBe('round open\n  Expert a asked\n');
  });

  it('built live, moment by moment, is the one read from disk', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer(), async (program, seed) => {
        const live = new RunTree(spendOf);
        const run = startRun(
          generatedProgram(program, new World(seed, 'one').tool),
          { start: '' },
          {
            workspace,
            title: 't',
            observer: {
              moment: (moment) => {
                live.add(moment);
              },
            },
          },
        );
        await run.outcome;
        const moments = readFileSync(run.journal, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => momentSchema.parse(JSON.parse(line)));
        const read = RunTree.of(moments, spendOf);
        expect(outline(read.root)).toBe(outline(live.root));
        expect(read.totals).toEqual(live.totals);
        expect([...read.allCalls()].length).toBe(moments.filter((moment) => moment.kind === 'asked').length);
      }),
      { numRuns: 60 },
    );
  });
});
