import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the journals of a workspace live: `.baton/runs/`, one file a run. The folder keeps itself out of version
 * control, since journals hold whatever was said to a model.
 */
export function openRunDirectory(workspace: string): string {
  const directory = join(workspace, '.baton', 'runs');
  if (!existsSync(join(directory, '.gitignore'))) {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, '.gitignore'), '*\n');
  }
  return directory;
}

/** The journal of a run. Run ids are made by `newRunId`; anything else is refused, so an id is never a path. */
export function journalPath(directory: string, run: string): string {
  if (!/^[0-9]{8}-[0-9]{6}-[0-9a-f]{6}$/.test(run))
    throw new TypeError(`not a run id: ${JSON.stringify(run)}`);
  return join(directory, `${run}.jsonl`);
}

/** A fresh run id: UTC date and time, which sorts, and six random hexadecimal digits. */
export function newRunId(now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  return `${stamp}-${randomBytes(3).toString('hex')}`;
}
