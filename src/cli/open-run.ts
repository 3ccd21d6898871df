import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseMoment } from '../engine/moments.ts';
import { JournalView } from '../engine/runs/journal-view.ts';
import { listRuns, type RunSummary } from '../engine/runs/list-runs.ts';
import { journalPath } from '../engine/runs/run-directory.ts';
import { spendOf } from '../engine/spend-of.ts';
import { UserError } from '../engine/user-error.ts';

/** The journals of a workspace. */
export function runsFolder(workspace: string): string {
  return join(workspace, '.baton', 'runs');
}

/**
 * The journal of a run, named by its id, by the end of its id, or as `latest`.
 *
 * @throws UserError `no-such-run`
 */
export function findRun(workspace: string, name: string | undefined): string {
  const folder = runsFolder(workspace);
  if (name === undefined)
    throw new UserError('bad-usage', 'No run is named.', 'Name one of `baton runs list`, or `latest`.');
  const runs = listRuns(folder, parseMoment).runs;
  const found =
    name === 'latest' ? runs.slice(0, 1) : runs.filter(({ run }) => run === name || run.endsWith(name));
  const [only] = found;
  if (only && found.length === 1) return only.path;
  if (found.length > 1) {
    throw new UserError(
      'no-such-run',
      `${found.length} runs end in ${JSON.stringify(name)}.`,
      'Give more of the id.',
    );
  }
  throw new UserError(
    'no-such-run',
    `There is no run ${JSON.stringify(name)} in ${folder}.`,
    'See `baton runs list`.',
  );
}

export function viewRun(path: string): JournalView {
  return new JournalView(path, parseMoment, spendOf);
}

/** The summary of a run as machines get it. */
export function summaryJson(run: RunSummary): unknown {
  const { header, finished, ...rest } = run;
  const parent = header.parent;
  return {
    ...rest,
    finishedAt: finished ? new Date(finished.t).toISOString() : undefined,
    program: header.program,
    createdAt: new Date(header.t).toISOString(),
    ...(parent ? { parent: { run: parent.run, at: parent.edits.at(-1)?.at, fresh: parent.fresh } } : {}),
    parentExists: parent ? existsSync(journalPath(join(run.path, '..'), parent.run)) : undefined,
  };
}
