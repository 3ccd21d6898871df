import { UserError } from '../user-error.ts';
import { type Durability, JournalWriter } from './journal-writer.ts';
import type { Header } from './moment.ts';
import { bodyOf, type Program, type ProgramIdentity } from './program.ts';
import type { ParseMoment } from './read-journal.ts';
import { Recall } from './recall.ts';
import { parentRecall } from './lineage.ts';
import { Run, type RunSetting } from './run.ts';

export interface ResumeSetting extends RunSetting {
  readonly parse: ParseMoment;
  readonly durability?: Durability | undefined;
}

/**
 * Goes on with a run that was killed, cancelled or capped: the program is called again, its journal answers
 * first, and only what was never answered is asked.
 *
 * @throws UserError `run-finished`, `pins-differ`, `journal-locked`, `journal-damaged`
 */
export function resumeRun<Input, Output>(
  program: Program<Input, Output>,
  path: string,
  setting: ResumeSetting,
): Run<Output> {
  let own: Recall | undefined;
  try {
    const { writer, read: recall } = JournalWriter.open(path, setting.durability ?? 'nothing', () => {
      own = Recall.read(path, setting.parse);
      checkResumable(own, program);
      return own;
    });
    const { header } = recall;
    const memory = { own: recall, parent: parentRecall(path, header, setting.parse), lineage: header.parent };
    return new Run(header.run, bodyOf(program), header.input, writer, memory, setting);
  } catch (error) {
    own?.close();
    throw error;
  }
}

function checkResumable(recall: Recall, program: ProgramIdentity): void {
  const outcome = recall.finished?.outcome;
  if (outcome === 'done' || outcome === 'failed') {
    throw new UserError(
      'run-finished',
      outcome === 'done'
        ? 'The run is finished; there is nothing to resume.'
        : 'The run ended with an error.',
      'Fork it at the call you want to ask again.',
    );
  }
  const differing = differingPins(recall.header, program);
  if (differing.length > 0) {
    throw new UserError(
      'pins-differ',
      `The run was made with other versions of ${differing.join(', ')}, so it cannot be resumed.`,
      'View it, or fork it to go on with the present versions.',
    );
  }
}

/** The names of what has changed since the run was made: its program, its prompts, its tools. */
export function differingPins(header: Header, program: ProgramIdentity): string[] {
  const was = { ...header.pins, [`program ${header.program.name}`]: header.program.version };
  const now = { ...program.pins, [`program ${program.name}`]: program.version };
  return [...new Set([...Object.keys(was), ...Object.keys(now)])].filter((name) => was[name] !== now[name]);
}
