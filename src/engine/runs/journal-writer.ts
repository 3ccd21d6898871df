import { closeSync, fdatasyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { Lock } from './lock.ts';
import type { Header, Moment, Unnumbered } from './moment.ts';
import type { JournalEnd } from './read-journal.ts';

/**
 * What survives a loss of power. Every setting survives the death of the process, `kill -9` included, since a
 * line is handed to the system before its result is delivered. `answers` also waits for the disk after each
 * answer; `nothing` leaves that to the system.
 */
export type Durability = 'nothing' | 'answers';

/** Appends moments to one journal, a line each, as its only writer. */
export class JournalWriter {
  private constructor(
    readonly path: string,
    private readonly file: number,
    private readonly lock: Lock,
    private readonly durability: Durability,
    private next: number,
  ) {}

  /** Starts a journal with its header. */
  static create(
    path: string,
    header: Unnumbered<Header>,
    durability: Durability,
    now: number,
  ): { readonly writer: JournalWriter; readonly header: Moment } {
    const lock = Lock.acquire(path);
    try {
      const writer = new JournalWriter(path, openSync(path, 'wx'), lock, durability, 0);
      return { writer, header: writer.append(header, now) };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Opens a journal to append to it. `readLocked` is called with the lock held, so that nothing is written between
   * reading and appending; it says how many moments there are and where the last whole line ends.
   */
  static open<Read extends { readonly moments: number; readonly end: JournalEnd }>(
    path: string,
    durability: Durability,
    readLocked: () => Read,
  ): { readonly writer: JournalWriter; readonly read: Read } {
    const lock = Lock.acquire(path);
    try {
      const read = readLocked();
      const { moments, end } = read;
      const file = openSync(path, 'r+');
      if (end.torn > 0) ftruncateSync(file, end.length);
      closeSync(file);
      return { writer: new JournalWriter(path, openSync(path, 'a'), lock, durability, moments), read };
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Writes one moment and returns it as it stands in the journal. Synchronous: when it returns, it is kept.
   *
   * @param requestText the JSON text of an asked moment's request, where it was made for the digest already
   */
  append(moment: Unnumbered, now: number, requestText?: string): Moment {
    const { kind, ...rest } = moment;
    const numbered = { n: this.next, t: now, kind, ...rest } as Moment;
    const line = Buffer.from(`${lineOf(numbered, requestText)}\n`, 'utf8');
    let written = 0;
    while (written < line.length) written += writeSync(this.file, line, written);
    if (this.durability === 'answers' && kind === 'answered') fdatasyncSync(this.file);
    this.next += 1;
    return numbered;
  }

  close(): void {
    closeSync(this.file);
    this.lock.release();
  }
}

/** Requests are the long part of a journal, so their text is not made a second time. */
function lineOf(moment: Moment, requestText: string | undefined): string {
  if (moment.kind !== 'asked' || requestText === undefined) return JSON.stringify(moment);
  const rest = { ...moment, request: undefined };
  return `${JSON.stringify(rest).slice(0, -1)},"request":${requestText}}`;
}
