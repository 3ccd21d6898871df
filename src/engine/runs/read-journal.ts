import { closeSync, openSync, readSync } from 'node:fs';
import { UserError } from '../user-error.ts';
import type { Moment } from './moment.ts';

/** Parses one line of a journal into a moment, or throws. The engine composes it (`engine/moments.ts`). */
export type ParseMoment = (value: unknown) => Moment;

/** One line of a journal and where it stands, in bytes. */
export interface JournalLine {
  readonly moment: Moment;
  readonly offset: number;
  readonly length: number;
}

/** How a journal ends. A torn last line is what a killed writer leaves behind; it is no part of the journal. */
export interface JournalEnd {
  /** Bytes up to and including the last whole line. */
  readonly length: number;
  /** Bytes of the torn last line. */
  readonly torn: number;
}

const chunkSize = 1 << 20;

/**
 * Reads a journal line by line in bounded memory (one chunk and the longest line). May be used while the
 * journal is being written: what is read is the journal as it was.
 *
 * @param from where to begin, in bytes: 0, or the end of a line read before
 * @throws UserError `journal-damaged` for a line in the middle that is no moment, with its number;
 *   `journal-missing`
 */
export function* readJournal(path: string, parse: ParseMoment, from = 0): Generator<JournalLine, JournalEnd> {
  const file = openForReading(path);
  try {
    let pending: Buffer[] = [];
    let pendingLength = 0;
    let offset = from;
    let position = from;
    let number = 0;
    // A line that does not parse is damage only when another line follows it.
    let torn: { number: number; cause: unknown } | undefined;
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkSize);
      const read = readSync(file, chunk, 0, chunkSize, position);
      if (read === 0) break;
      position += read;
      let start = 0;
      for (;;) {
        const newline = chunk.subarray(0, read).indexOf(10, start);
        if (newline < 0) break;
        if (torn) throw damaged(path, torn.number, torn.cause);
        const piece = chunk.subarray(start, newline);
        const line = pending.length === 0 ? piece : Buffer.concat([...pending, piece]);
        number += 1;
        try {
          const moment = parse(JSON.parse(line.toString('utf8')));
          yield { moment, offset, length: line.length };
          offset += line.length + 1;
        } catch (cause) {
          if (cause instanceof UserError) throw cause;
          torn = { number, cause };
          pendingLength = line.length + 1;
        }
        pending = [];
        if (!torn) pendingLength = 0;
        start = newline + 1;
      }
      if (start < read) {
        if (torn) throw damaged(path, torn.number, torn.cause);
        pending.push(chunk.subarray(start, read));
        pendingLength += read - start;
      }
    }
    return { length: offset, torn: pendingLength };
  } finally {
    closeSync(file);
  }
}

/** Reads lines at known places of a journal. */
export class JournalReader {
  private readonly file: number;

  constructor(
    readonly path: string,
    private readonly parse: ParseMoment,
  ) {
    this.file = openForReading(path);
  }

  at(place: { readonly offset: number; readonly length: number }): Moment {
    const buffer = Buffer.allocUnsafe(place.length);
    readSync(this.file, buffer, 0, place.length, place.offset);
    return this.parse(JSON.parse(buffer.toString('utf8')));
  }

  close(): void {
    closeSync(this.file);
  }
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw new UserError(
      'journal-missing',
      `There is no journal at ${path}.`,
      'List the runs with `baton runs list`.',
      {
        cause,
      },
    );
  }
}

function damaged(path: string, line: number, cause: unknown): UserError {
  return new UserError(
    'journal-damaged',
    `Line ${line} of ${path} is no moment of a run.`,
    'The file was changed by something else; restore it from a copy, or delete the run.',
    { cause },
  );
}
