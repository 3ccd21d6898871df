import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { z } from 'zod';
import { interjectionTool, Mailbox } from '../../src/engine/conductor/interjection.ts';
import { loadPrompts } from '../../src/engine/conductor/prompts/load-prompts.ts';
import { scaffolds } from '../../src/engine/conductor/scaffolds.ts';
import { publishedSettings } from '../../src/engine/conductor/settings.ts';
import { solveProgram } from '../../src/engine/conductor/solve-program.ts';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import { modelTool } from '../../src/engine/models/model-tool.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { ModelRegistry } from '../../src/engine/models/registry.ts';
import { parseMoment } from '../../src/engine/moments.ts';
import { findPuzzles } from '../../src/engine/puzzles/find-puzzles.ts';
import { pythonTool } from '../../src/engine/python/python-tool.ts';
import { resumeRun } from '../../src/engine/runs/resume-run.ts';
import { startRun } from '../../src/engine/runs/start-run.ts';

/*
 * A session in a process of its own, to be killed: `node session-child.mjs '{…}'`. It prints the journal's path when
 * the run has begun, and the outcome when it has ended.
 */
const order = z
  .object({
    model: z.string(),
    workspace: z.string(),
    resume: z.string().optional(),
    /** Kill this process at the nth write to the journal: before it, in the middle of the line, or after it. */
    kill: z.object({ write: z.number(), when: z.enum(['before', 'torn', 'after']) }).optional(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

const { kill } = order;
if (kill) {
  const write = fs.writeSync as (file: number, data: Buffer, offset?: number | null) => number;
  const die = (): void => {
    process.kill(process.pid, 'SIGKILL');
  };
  let writes = 0;
  fs.writeSync = ((file: number, data: Buffer, offset?: number | null) => {
    if (!Buffer.isBuffer(data) || !data.toString('utf8', 0, 5).startsWith('{"n":'))
      return write(file, data, offset);
    writes += 1;
    if (writes === kill.write) {
      if (kill.when === 'before') die();
      if (kill.when === 'torn') {
        write(file, data.subarray(0, data.length >> 1));
        die();
      }
      const written = write(file, data, offset);
      die();
      return written;
    }
    return write(file, data, offset);
  }) as typeof fs.writeSync;
  syncBuiltinESMExports();
}

const models = new ModelRegistry({
  http: (reference) =>
    new OpenAIModel(reference, { keys: new EnvironmentKeys({}), capabilities: new CapabilityMemory() }),
});
const noPython = {
  interpreter: 'none',
  run: () => Promise.reject(new Error('these sessions have no Expert Python')),
  close: () => Promise.resolve(),
};
const program = solveProgram(scaffolds, await loadPrompts(), {
  model: modelTool(models),
  python: pythonTool(noPython),
  interjection: interjectionTool(new Mailbox()),
});
const document = { name: 'one.24', text: '4 5 6 10\n' };
const [puzzle] = findPuzzles(document);
const run =
  order.resume === undefined
    ? startRun(
        program,
        {
          task: { puzzle: { ...document, siblings: {}, id: puzzle?.id ?? '' } },
          scaffold: 'meta',
          settings: { ...publishedSettings(order.model), python: false },
        },
        { workspace: order.workspace, title: 'killed' },
      )
    : resumeRun(program, order.resume, { parse: parseMoment });
process.stdout.write(`${JSON.stringify({ journal: run.journal })}\n`);
const outcome = await run.outcome;
process.stdout.write(`${JSON.stringify({ outcome, counts: run.counts })}\n`);
