import type { Json } from './json.ts';
import { type Durability, JournalWriter } from './journal-writer.ts';
import { journalPath, newRunId, openRunDirectory } from './run-directory.ts';
import { bodyOf, type Program } from './program.ts';
import { Run, type RunSetting } from './run.ts';

export interface StartSetting extends RunSetting {
  /** The folder whose `.baton/runs/` keeps the journal. */
  readonly workspace: string;
  readonly title: string;
  readonly durability?: Durability | undefined;
}

/** Starts a run and its journal. It begins on the next turn of the event loop, so that it can be paused first. */
export function startRun<Input, Output>(
  program: Program<Input, Output>,
  input: Input,
  setting: StartSetting,
): Run<Output> {
  const now = (setting.clock ?? Date.now)();
  const run = newRunId(now);
  // What the program is given is what a replay will give it: the input as JSON has it.
  const kept = JSON.parse(JSON.stringify(input)) as Json;
  const { writer, header } = JournalWriter.create(
    journalPath(openRunDirectory(setting.workspace), run),
    {
      kind: 'run',
      format: 1,
      run,
      title: setting.title,
      program: { name: program.name, version: program.version },
      pins: { ...program.pins },
      input: kept,
    },
    setting.durability ?? 'nothing',
    now,
  );
  setting.observer?.moment?.(header);
  return new Run(run, bodyOf(program), kept, writer, {}, setting);
}
