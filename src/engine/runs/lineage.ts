import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Header } from './moment.ts';
import { Recall } from './recall.ts';
import type { ParseMoment } from './read-journal.ts';
import { journalPath } from './run-directory.ts';

/**
 * The parent's journal of a fork, or undefined where the parent was deleted: then what the fork has not copied
 * yet is asked anew.
 */
export function parentRecall(path: string, header: Header, parse: ParseMoment): Recall | undefined {
  if (!header.parent) return undefined;
  const parent = journalPath(dirname(path), header.parent.run);
  return existsSync(parent) ? Recall.read(parent, parse) : undefined;
}
