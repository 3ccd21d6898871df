import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bench, Figure } from './bench.ts';
import { type ChatReply, chatReplySchema } from '../src/engine/models/chat-model.ts';
import { type ModelRequest, modelRequestSchema } from '../src/engine/models/model-tool.ts';
import { parseMoment } from '../src/engine/moments.ts';
import { outline } from '../src/engine/report/outline.ts';
import { writeReport } from '../src/engine/report/report.ts';
import { JournalView } from '../src/engine/runs/journal-view.ts';
import type { Program } from '../src/engine/runs/program.ts';
import { startRun } from '../src/engine/runs/start-run.ts';
import type { Tool } from '../src/engine/runs/tool.ts';
import { spendOf } from '../src/engine/spend-of.ts';

const text =
  'An answer of the length that experts give, more or less: a sentence or two of plain English. '.repeat(6);

const tool: Tool<ModelRequest, ChatReply> = {
  kind: 'model',
  version: '1',
  request: modelRequestSchema,
  answer: chatReplySchema,
  perform: () =>
    Promise.resolve({
      text,
      finishReason: 'stop',
      usage: { promptTokens: 150, completionTokens: 120 },
      latencyMs: 1,
    }),
};

/** Rounds of a conductor, whose history begins anew every twelfth round, and ten experts each. */
const program: Program<{ rounds: number }, number> = {
  name: 'bench',
  version: '1',
  pins: {},
  input: z.object({ rounds: z.number() }),
  output: z.number(),
  async run(context, { rounds }) {
    let messages: ModelRequest['messages'] = [];
    for (let round = 0; round < rounds; round++) {
      await context.frame('round', `Round ${round}`, { round }, async () => {
        if (round % 12 === 0) messages = [];
        messages.push({ role: 'user', content: `ROUND ${round}: ${text}` });
        const reply = await context.call('conductor', tool, { model: 'simulated:bench', messages });
        messages.push({ role: 'assistant', content: reply.text });
        for (let k = 0; k < 10; k++) {
          const instruction = { role: 'user' as const, content: `${text}${round} ${k}` };
          await context.call(
            'expert',
            tool,
            { model: 'simulated:bench', messages: [instruction] },
            { label: 'Expert' },
          );
        }
      });
    }
    return rounds;
  },
};

/** A long run as a report and as an outline: how long that takes, and how much memory beyond the run's tree. */
const bench: Bench = async ({ log, quick }) => {
  const workspace = mkdtempSync(join(tmpdir(), 'baton-bench-report-'));
  const goal = quick ? 5_000 : 100_000;
  const figures: Figure[] = [];
  try {
    const run = startRun(program, { rounds: Math.round(goal / 24) }, { workspace, title: 'bench' });
    await run.outcome;
    const view = new JournalView(run.journal, parseMoment, spendOf);
    try {
      figures.push({
        name: 'report.journal_mb',
        value: statSync(run.journal).size / 1e6,
        unit: 'MB',
        n: view.size,
      });
      const page = join(workspace, 'report.html');
      const before = process.memoryUsage().rss;
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().rss);
      }, 20);
      let start = performance.now();
      await writeReport(view, page);
      const seconds = (performance.now() - start) / 1000;
      clearInterval(watch);
      log(`report: ${seconds.toFixed(2)} s`);
      figures.push({ name: 'report.report_s', value: seconds, unit: 's', n: view.size });
      figures.push({ name: 'report.page_mb', value: statSync(page).size / 1e6, unit: 'MB' });
      figures.push({ name: 'report.added_mb', value: (most - before) / 1e6, unit: 'MB' });

      start = performance.now();
      let lines = 0;
      for (const line of outline(view)) lines += line === '' ? 0 : 1;
      figures.push({
        name: 'report.outline_s',
        value: (performance.now() - start) / 1000,
        unit: 's',
        n: lines,
      });
    } finally {
      view.close();
    }
    return figures;
  } finally {
    rmSync(workspace, { recursive: true });
  }
};
export default bench;
