import {
  linkSync,
  readFileSync,
  readlinkSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../user-error.ts';

const ownerSchema = z.object({ pid: z.number(), started: z.string(), host: z.string(), token: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/**
 * The lock of a journal: one writer at a time. It is a file beside the journal that names its writer; the lock
 * of a writer that has died is taken over, so a crash never locks anybody out.
 *
 * @throws UserError `journal-locked` while another process writes the journal
 */
export class Lock {
  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {}

  static acquire(journalPath: string): Lock {
    const path = `${journalPath}.lock`;
    const token = randomBytes(8).toString('hex');
    const owner: Owner = { pid: process.pid, started: startOf(process.pid) ?? '', host: hostname(), token };
    for (let attempt = 0; attempt < 50; attempt++) {
      if (place(path, owner)) return new Lock(path, token);
      evictIfDead(path, `${path}.${token}.dead`);
    }
    throw heldError(journalPath, readOwner(path));
  }

  release(): void {
    if (readOwner(this.path)?.token === this.token) unlinkSync(this.path);
  }
}

/** Who writes a journal at present: their process, or undefined when nobody does. */
export function writerOf(journalPath: string): { readonly pid: number; readonly host: string } | undefined {
  const owner = readOwner(`${journalPath}.lock`);
  return owner && !isDead(owner) ? { pid: owner.pid, host: owner.host } : undefined;
}

/**
 * Puts a lock in its place, unless there is one. Both ways are atomic, so nobody ever reads half a lock: a symbolic
 * link whose target is the text, as Emacs does it; and where links need a privilege (Windows, some file systems), a
 * finished file linked or renamed into place.
 */
function place(path: string, owner: Owner): boolean {
  const text = JSON.stringify(owner);
  if (process.platform !== 'win32') {
    try {
      symlinkSync(text, path);
      return true;
    } catch (error) {
      if (isErrno(error, 'EEXIST')) return false;
      if (!isErrno(error, 'EPERM') && !isErrno(error, 'ENOTSUP') && !isErrno(error, 'ENAMETOOLONG'))
        throw error;
    }
  }
  const mine = `${path}.${owner.token}`;
  writeFileSync(mine, text);
  try {
    return tryLink(mine, path);
  } finally {
    unlinkSync(mine);
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Moves a dead writer's lock out of the way. Throws when the writer lives. */
function evictIfDead(path: string, grave: string): void {
  const owner = readOwner(path);
  if (owner && !isDead(owner)) throw heldError(path.slice(0, -'.lock'.length), owner);
  try {
    renameSync(path, grave);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return;
    throw error;
  }
  // Between reading and renaming, somebody else may have evicted the dead and locked: then give theirs back.
  const buried = readOwner(grave);
  if (buried && buried.token !== owner?.token && !isDead(buried)) place(path, buried);
  unlinkSync(grave);
}

function heldError(journalPath: string, owner: Owner | undefined): UserError {
  const who = owner ? ` (process ${owner.pid} on ${owner.host})` : '';
  return new UserError(
    'journal-locked',
    `Another Baton${who} is writing ${journalPath}.`,
    'Wait for it to finish or stop it, then try again; reading is possible at any time.',
  );
}

function readOwner(path: string): Owner | undefined {
  try {
    return ownerSchema.parse(JSON.parse(textOf(path)));
  } catch {
    return undefined;
  }
}

function textOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isErrno(error, 'EINVAL')) return readFileSync(path, 'utf8');
    throw error;
  }
}

/** A writer on another host cannot be looked at: it counts as alive. */
function isDead(owner: Owner): boolean {
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return isErrno(error, 'ESRCH');
  }
  // The number may have been given to another process since.
  const started = startOf(owner.pid);
  return started !== undefined && owner.started !== '' && started !== owner.started;
}

/** When a process started, in clock ticks since boot, where the system tells (Linux). */
function startOf(pid: number): string | undefined {
  if (pid !== process.pid) return readStart(pid);
  // It never changes, and the kernel takes a quarter of a millisecond to tell: a tenth of what a session costs us.
  return (ownStart ??= readStart(pid));
}

let ownStart: string | undefined;

function readStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
