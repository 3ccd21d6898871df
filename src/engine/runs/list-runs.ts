import { closeSync, fstatSync, openSync, readdirSync, readSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../user-error.ts';
import { JournalWriter } from './journal-writer.ts';
import { Lock, writerOf } from './lock.ts';
import type { Header, Moment, MomentOf } from './moment.ts';
import { type ParseMoment, readJournal } from './read-journal.ts';

/** A run as a list shows it, read from the two ends of its journal. */
export interface RunSummary {
  readonly run: string;
  readonly path: string;
  readonly title: string;
  readonly header: Header;
  /** `running` has a living writer; `interrupted` has neither writer nor end. */
  readonly state: 'running' | 'interrupted' | MomentOf<'finished'>['outcome'];
  /** How it ended; absent while it has not. */
  readonly finished?: MomentOf<'finished'>;
  /** Time of the last moment, in milliseconds since the epoch. */
  readonly lastAt: number;
  readonly moments: number;
  readonly bytes: number;
}

/** A journal that cannot be listed, and why: shown, never dropped silently. */
export interface UnreadableRun {
  readonly path: string;
  readonly error: UserError;
}

/** The runs of a directory, newest first. Reads the first line and the last lines of each journal, no more. */
export function listRuns(
  directory: string,
  parse: ParseMoment,
): { readonly runs: readonly RunSummary[]; readonly unreadable: readonly UnreadableRun[] } {
  const runs: RunSummary[] = [];
  const unreadable: UnreadableRun[] = [];
  let names: string[];
  try {
    names = readdirSync(directory);
  } catch {
    return { runs, unreadable };
  }
  for (const name of names
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .reverse()) {
    const path = join(directory, name);
    try {
      runs.push(summarise(path, parse));
    } catch (cause) {
      const error =
        cause instanceof UserError
          ? cause
          : new UserError('journal-damaged', `${path} is no journal of a run.`, 'Delete it or restore it.', {
              cause,
            });
      unreadable.push({ path, error });
    }
  }
  return { runs, unreadable };
}

/** Reads the summary of one journal from its two ends. */
export function summarise(path: string, parse: ParseMoment): RunSummary {
  const first = readJournal(path, parse).next();
  if (first.done || first.value.moment.kind !== 'run') {
    throw new UserError('journal-empty', `${path} holds no run.`, 'Delete it.');
  }
  const header = first.value.moment;
  const { moments, bytes } = readTail(path, parse);
  const last = moments.at(-1) ?? header;
  const finished = moments.findLast((moment) => moment.kind === 'finished' || moment.kind === 'resumed');
  const renamed = moments.findLast(
    (moment) => (moment.kind === 'renamed' || moment.kind === 'finished') && moment.title !== undefined,
  );
  const ended = finished?.kind === 'finished' ? finished : undefined;
  return {
    run: header.run,
    path,
    header,
    title: renamed && 'title' in renamed && renamed.title !== undefined ? renamed.title : header.title,
    state: ended?.outcome ?? (writerOf(path) ? 'running' : 'interrupted'),
    ...(ended ? { finished: ended } : {}),
    lastAt: last.t,
    moments: last.n + 1,
    bytes,
  };
}

/** The last whole lines of a journal: at least one, and all that lie within the last 64 KB. */
function readTail(path: string, parse: ParseMoment): { moments: Moment[]; bytes: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    for (let window = 1 << 16; ; window *= 4) {
      const start = Math.max(0, size - window);
      const buffer = Buffer.allocUnsafe(size - start);
      readSync(file, buffer, 0, buffer.length, start);
      const text = buffer.toString('utf8');
      const lines = text.slice(start === 0 ? 0 : text.indexOf('\n') + 1).split('\n');
      // The last piece is empty, or a line that its writer has not finished.
      const moments = lines.slice(0, -1).flatMap((line) => {
        try {
          return [parse(JSON.parse(line))];
        } catch {
          return [];
        }
      });
      if (moments.length > 0 || start === 0) return { moments, bytes: size };
    }
  } finally {
    closeSync(file);
  }
}

/** Gives a run another title. @throws UserError `journal-locked` while it is running */
export function renameRun(path: string, title: string, parse: ParseMoment): void {
  const { writer } = JournalWriter.open(path, 'nothing', () => measure(path, parse));
  try {
    writer.append({ kind: 'renamed', title }, Date.now());
  } finally {
    writer.close();
  }
}

/** Deletes a run. Forks of it keep what they reused. @throws UserError `journal-locked` while it is running */
export function deleteRun(path: string): void {
  const lock = Lock.acquire(path);
  try {
    unlinkSync(path);
  } finally {
    lock.release();
  }
}

function measure(
  path: string,
  parse: ParseMoment,
): { moments: number; end: { length: number; torn: number } } {
  const lines = readJournal(path, parse);
  let moments = 0;
  for (;;) {
    const line = lines.next();
    if (line.done) return { moments, end: line.value };
    moments += 1;
  }
}
