import { dirname } from 'node:path';
import { UserError } from '../user-error.ts';
import type { Json } from './json.ts';
import { type Durability, JournalWriter } from './journal-writer.ts';
import type { Edit } from './moment.ts';
import { bodyOf, type Program } from './program.ts';
import type { ParseMoment } from './read-journal.ts';
import { Recall } from './recall.ts';
import { Run, type RunSetting } from './run.ts';
import { journalPath, newRunId } from './run-directory.ts';

/** What a fork changes against its parent. */
export type Change =
  /** The answer to a call is replaced by this one; it is not asked. */
  | { readonly change: 'answer'; readonly at: string; readonly now: Json }
  /** A call is asked with this request instead. */
  | { readonly change: 'request'; readonly at: string; readonly now: Json }
  /** A call is asked once more. */
  | { readonly change: 'ask-again'; readonly at: string }
  /** The run's input is replaced by this one: every call comes after that. */
  | { readonly change: 'input'; readonly now: Json }
  /** Nothing: a copy that goes on from here by itself. */
  | { readonly change: 'none'; readonly at: string };

export interface ForkSetting extends RunSetting {
  readonly parse: ParseMoment;
  readonly title?: string | undefined;
  readonly durability?: Durability | undefined;
  /** Ask every call after the change anew, also where nothing has changed for it. */
  readonly fresh?: boolean | undefined;
}

/**
 * Makes a new run that differs from its parent by one change. Every answer that is not after the change is
 * reused, and those after it whose request is still the same; the rest is asked. The parent is only read, and
 * may be running.
 *
 * @throws UserError `no-such-call` when the parent made no call at that address
 */
export function forkRun<Input, Output>(
  program: Program<Input, Output>,
  parentPath: string,
  change: Change,
  setting: ForkSetting,
): Run<Output> {
  const parent = Recall.read(parentPath, setting.parse);
  try {
    const edit = toEdit(parent, change);
    const now = (setting.clock ?? Date.now)();
    const run = newRunId(now);
    const input = change.change === 'input' ? change.now : parent.header.input;
    const lineage = {
      run: parent.header.run,
      edits: [...(parent.header.parent?.edits ?? []), edit],
      fresh: setting.fresh ?? false,
    };
    const { writer, header } = JournalWriter.create(
      journalPath(dirname(parentPath), run),
      {
        kind: 'run',
        format: 1,
        run,
        title: setting.title ?? parent.header.title,
        program: { name: program.name, version: program.version },
        pins: { ...program.pins },
        input,
        parent: lineage,
      },
      setting.durability ?? 'nothing',
      now,
    );
    setting.observer?.moment?.(header);
    return new Run(run, bodyOf(program), input, writer, { parent, lineage }, setting);
  } catch (error) {
    parent.close();
    throw error;
  }
}

function toEdit(parent: Recall, change: Change): Edit {
  if (change.change === 'input') {
    return { at: '', change: 'input', was: parent.header.input, now: change.now };
  }
  const call = parent.call(change.at);
  if (!call) {
    throw new UserError(
      'no-such-call',
      `The run ${parent.header.run} made no call at ${change.at}.`,
      'List its calls with `baton runs show`.',
    );
  }
  const { digest, request } = parent.request(call);
  switch (change.change) {
    case 'answer': {
      const settled = call.settled && parent.settlement({ settled: call.settled });
      const was = settled?.kind === 'answered' ? { was: settled.answer } : {};
      return { at: change.at, change: 'answer', digest, ...was, now: change.now };
    }
    case 'request':
      return {
        at: change.at,
        change: 'request',
        digest: originalDigest(parent, change.at, digest),
        was: request,
        now: change.now,
      };
    case 'ask-again':
    case 'none':
      return { at: change.at, change: change.change, digest };
  }
}

/**
 * The digest that the program's own request has at a call. Where an earlier fork edited that request, the
 * parent's journal holds the edited one, and the edit knows the original.
 */
function originalDigest(parent: Recall, at: string, digest: string): string {
  const earlier = parent.header.parent?.edits.findLast((edit) => edit.change === 'request' && edit.at === at);
  return earlier?.digest ?? digest;
}
