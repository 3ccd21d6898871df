import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interjectionTool, Mailbox } from '../src/engine/conductor/interjection.ts';
import { loadPrompts } from '../src/engine/conductor/prompts/load-prompts.ts';
import { scaffolds } from '../src/engine/conductor/scaffolds.ts';
import { publishedSettings } from '../src/engine/conductor/settings.ts';
import { solveProgram } from '../src/engine/conductor/solve-program.ts';
import { type ChatReply, chatReplySchema } from '../src/engine/models/chat-model.ts';
import { type ModelRequest, modelRequestSchema } from '../src/engine/models/model-tool.ts';
import { pythonTool } from '../src/engine/python/python-tool.ts';
import { startRun } from '../src/engine/runs/start-run.ts';
import type { Bench } from './bench.ts';

const words = 'A reply of about the length that experts give in such sessions, with its reasons. '.repeat(8);

/** A conductor that calls an expert three times and then answers: four turns, seven model calls. */
function say({ messages }: ModelRequest): string {
  const turn = messages.filter(({ role }) => role === 'assistant').length;
  if (messages.length === 1) return words;
  if (turn < 3) return `${words}\n\nExpert Number ${turn}:\n"""\n${words}\n"""`;
  return '>> FINAL ANSWER:\n"""\n(4 + 5 * 6) - 10\n"""';
}

/**
 * What a session of four turns costs beyond its model calls, its journal on: prompts, parsing, digests, writing
 * every moment, the lock and the file. The model answers at once, so that all that is left is ours.
 */
const bench: Bench = async ({ log, quick }) => {
  const workspace = mkdtempSync(join(tmpdir(), 'baton-bench-conductor-'));
  const sessions = quick ? 50 : 1000;
  let inModel = 0;
  const answer = (request: ModelRequest): Promise<ChatReply> => {
    const start = performance.now();
    const text = say(request);
    const usage = { promptTokens: 100, completionTokens: 100 };
    inModel += performance.now() - start;
    return Promise.resolve({ text, finishReason: 'stop', usage, latencyMs: 0 });
  };
  const program = solveProgram(scaffolds, await loadPrompts(), {
    model: {
      kind: 'model',
      version: '1',
      request: modelRequestSchema,
      answer: chatReplySchema,
      perform: answer,
      reserve: () => ({ promptTokens: 100, completionTokens: 100 }),
      spent: () => ({ promptTokens: 100, completionTokens: 100 }),
    },
    python: pythonTool({
      interpreter: 'none',
      run: () => Promise.reject(new Error('none')),
      close: () => Promise.resolve(),
    }),
    interjection: interjectionTool(new Mailbox()),
  });
  const input = {
    task: { question: 'Make 24 from 4, 5, 6 and 10.' },
    scaffold: 'meta' as const,
    settings: publishedSettings('simulated:bench'),
  };
  const times: number[] = [];
  try {
    for (let k = 0; k < sessions + 100; k++) {
      inModel = 0;
      const start = performance.now();
      const outcome = await startRun(program, input, { workspace, title: 'bench' }).outcome;
      const took = performance.now() - start - inModel;
      if (outcome.outcome !== 'done' || outcome.output.rounds !== 4)
        throw new Error('the session went wrong');
      // The first hundred warm the compiler up.
      if (k >= 100) times.push(took);
    }
  } finally {
    rmSync(workspace, { recursive: true });
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN;
  log(`${sessions} sessions of 4 turns and 7 model calls`);
  // Order statistics that enclose the median with 95 % (binomial, normal approximation).
  const half = (1.96 * Math.sqrt(times.length)) / 2 / times.length;
  return [
    {
      name: 'conductor.overhead_ms',
      value: at(0.5),
      low: at(0.5 - half),
      high: at(0.5 + half),
      unit: 'ms',
      n: sessions,
    },
    { name: 'conductor.overhead_p99_ms', value: at(0.99), unit: 'ms', n: sessions },
  ];
};
export default bench;
