import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseMoment } from '../../engine/moments.ts';
import { type RunSummary, summarise, type UnreadableRun } from '../../engine/runs/list-runs.ts';
import { UserError } from '../../engine/user-error.ts';

interface Known {
  readonly bytes: number;
  readonly changedAt: number;
  readonly entry: RunSummary | UnreadableRun;
}

/** The journals of one folder. Only those that have changed since the last time are read again. */
export class RunIndex {
  private known = new Map<string, Known>();

  /** @param directory a `.baton/runs/`, which need not exist */
  constructor(readonly directory: string) {}

  get runs(): RunSummary[] {
    return [...this.known.values()].flatMap(({ entry }) => ('run' in entry ? [entry] : []));
  }

  get unreadable(): UnreadableRun[] {
    return [...this.known.values()].flatMap(({ entry }) => ('error' in entry ? [entry] : []));
  }

  refresh(): void {
    const next = new Map<string, Known>();
    for (const name of journalsIn(this.directory)) {
      const path = join(this.directory, name);
      const before = this.known.get(path);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat) continue;
      const same = before?.bytes === stat.size && before.changedAt === stat.mtimeMs;
      // Of a run that is under way, its writer may have died without a word.
      const settled = before && 'run' in before.entry && before.entry.finished !== undefined;
      if (before && same && settled) next.set(path, before);
      else next.set(path, { bytes: stat.size, changedAt: stat.mtimeMs, entry: read(path) });
    }
    this.known = next;
  }
}

function journalsIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
  } catch {
    return [];
  }
}

function read(path: string): RunSummary | UnreadableRun {
  try {
    return summarise(path, parseMoment);
  } catch (cause) {
    if (cause instanceof UserError) return { path, error: cause };
    const error = new UserError(
      'journal-damaged',
      `${path} is no journal of a run.`,
      'Delete it or restore it.',
      {
        cause,
      },
    );
    return { path, error };
  }
}
