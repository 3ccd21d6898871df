// Records what our sample model says, into samples/recordings/: run with `npm run samples:record` after a prompt has
// changed, since a recorded model answers the very words it was asked and no others.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interjectionTool, Mailbox } from '../src/engine/conductor/interjection.ts';
import { capturePuzzles } from '../src/engine/conductor/capture-puzzles.ts';
import { loadPrompts } from '../src/engine/conductor/prompts/load-prompts.ts';
import { scaffolds } from '../src/engine/conductor/scaffolds.ts';
import { publishedSettings } from '../src/engine/conductor/settings.ts';
import { solveProgram } from '../src/engine/conductor/solve-program.ts';
import { estimateTokens } from '../src/engine/models/estimate-tokens.ts';
import { modelTool } from '../src/engine/models/model-tool.ts';
import { recordingOfRun } from '../src/engine/models/recording-of-run.ts';
import { locatePython } from '../src/engine/python/python-files.ts';
import { pythonTool } from '../src/engine/python/python-tool.ts';
import { SandboxedPython } from '../src/engine/python/sandboxed-python.ts';
import type { Moment } from '../src/engine/runs/moment.ts';
import { startRun } from '../src/engine/runs/start-run.ts';
import { sampleModel } from '../test/fakes/sample-model.ts';

const reference = 'recorded:samples/recordings/first-steps.jsonl';
const workspace = mkdtempSync(join(tmpdir(), 'baton-record-'));
const python = new SandboxedPython({ files: locatePython('dist') });
const tools = {
  model: modelTool({
    open: () => ({
      reference,
      nature: 'recorded',
      complete: ({ messages }) => {
        const text = sampleModel(messages);
        const promptTokens = messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
        const usage = { promptTokens, completionTokens: estimateTokens(text), estimated: true };
        return Promise.resolve({ text, finishReason: 'stop', usage, latencyMs: 0 });
      },
    }),
  }),
  python: pythonTool(python),
  interjection: interjectionTool(new Mailbox()),
};
const program = solveProgram(scaffolds, await loadPrompts(), tools);
const lines: string[] = [];
for (const name of ['tea_break.24', 'night_watch.py']) {
  const [first] = capturePuzzles({
    name,
    text: readFileSync(join('samples', name), 'utf8'),
    readBeside: () => undefined,
  });
  if (!first) throw new Error(`no puzzle in ${name}`);
  const moments: Moment[] = [];
  const run = startRun(
    program,
    { task: { puzzle: first.source }, scaffold: 'meta', settings: publishedSettings(reference) },
    { workspace, title: name, observer: { moment: (moment) => moments.push(moment) } },
  );
  const outcome = await run.outcome;
  if (outcome.outcome !== 'done' || outcome.output.verdict?.outcome !== 'solved')
    throw new Error(JSON.stringify(outcome));
  for (const line of recordingOfRun(moments)) lines.push(JSON.stringify(line));
  console.log(`${name}: ${outcome.output.answer}`);
}
writeFileSync('samples/recordings/first-steps.jsonl', `${lines.join('\n')}\n`);
await python.close();
rmSync(workspace, { recursive: true });
