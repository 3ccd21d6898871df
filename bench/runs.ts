import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bench, Figure } from './bench.ts';
import { parseMoment } from '../src/engine/moments.ts';
import type { RunContext } from '../src/engine/runs/context.ts';
import { forkRun } from '../src/engine/runs/fork-run.ts';
import type { Program } from '../src/engine/runs/program.ts';
import { readJournal } from '../src/engine/runs/read-journal.ts';
import { RunTree } from '../src/engine/runs/run-tree.ts';
import { startRun } from '../src/engine/runs/start-run.ts';
import type { Tool } from '../src/engine/runs/tool.ts';

const text =
  'An answer of the length that experts give, more or less: a sentence or two of plain English. '.repeat(6);

const tool: Tool<{ prompt: string }, { text: string }> = {
  kind: 'model',
  version: '1',
  request: z.object({ prompt: z.string() }),
  answer: z.object({ text: z.string() }),
  perform: ({ prompt }) => Promise.resolve({ text: text + prompt }),
};

/** Frames of ten calls, every tenth frame with twenty lanes: two moments a call, two a frame. */
const program: Program<{ frames: number }, number> = {
  name: 'bench',
  version: '1',
  pins: {},
  input: z.object({ frames: z.number() }),
  output: z.number(),
  async run(context, { frames }) {
    const ask = (lane: RunContext, k: number): Promise<{ text: string }> =>
      lane.call('expert', tool, { prompt: `${text}${k}` }, { label: 'Expert' });
    for (let frame = 0; frame < frames; frame++) {
      await context.frame('round', `Round ${frame}`, { round: frame }, async () => {
        if (frame % 10 === 9) {
          await context.all(`lanes-${frame}`, [...Array(20).keys()], { key: String }, ask);
          return;
        }
        for (let k = 0; k < 10; k++) await ask(context, k);
      });
    }
    return frames;
  },
};

/** A long run: how fast it is written, opened, projected and forked, and how much memory that takes. */
const bench: Bench = async ({ log, quick }) => {
  const workspace = mkdtempSync(join(tmpdir(), 'baton-bench-runs-'));
  const goal = quick ? 5_000 : 100_000;
  const figures: Figure[] = [];
  const seconds = (name: string, since: number): void => {
    figures.push({ name: `runs.${name}`, value: (performance.now() - since) / 1000, unit: 's', n: goal });
    log(`${name}: ${((performance.now() - since) / 1000).toFixed(2)} s`);
  };
  try {
    let start = performance.now();
    const run = startRun(program, { frames: Math.round(goal / 24.4) }, { workspace, title: 'bench' });
    await run.outcome;
    seconds('write_s', start);
    figures.push({ name: 'runs.journal_mb', value: statSync(run.journal).size / 1e6, unit: 'MB' });

    const before = heldMemory();
    start = performance.now();
    const tree = new RunTree(() => undefined);
    let moments = 0;
    for (const { moment } of readJournal(run.journal, parseMoment)) {
      tree.add(moment);
      moments += 1;
    }
    seconds('open_and_project_s', start);
    figures.push({ name: 'runs.moments', value: moments, unit: 'moments' });
    figures.push({
      name: 'runs.tree_mb',
      value: (heldMemory() - before) / 1e6,
      unit: 'MB',
      n: tree.totals.calls,
    });

    start = performance.now();
    const middle = [...tree.allCalls()][Math.floor(tree.totals.calls / 2)];
    const fork = forkRun(
      program,
      run.journal,
      { change: 'none', at: middle?.address ?? '' },
      { parse: parseMoment },
    );
    const outcome = await fork.outcome;
    seconds('fork_s', start);
    if (outcome.outcome !== 'done' || fork.counts.asked > 0) throw new Error('the fork asked something');
    figures.push({ name: 'runs.peak_mb', value: process.resourceUsage().maxRSS / 1e3, unit: 'MB' });
    return figures;
  } finally {
    rmSync(workspace, { recursive: true });
  }
};
export default bench;

function heldMemory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage().heapUsed;
}
