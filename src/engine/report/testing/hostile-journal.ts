import { readFileSync, writeFileSync } from 'node:fs';
import { parseMoment } from '../../moments.ts';

/** Members whose value is one of a closed list, or ties moments to one another. */
const kept = new Set([
  'kind',
  'note',
  'outcome',
  'change',
  'mode',
  'role',
  'state',
  'finishReason',
  'reused',
  'id',
  'tool',
]);
const ties = new Set(['address', 'at', 'keys', 'winner', 'group']);

/**
 * Writes a journal anew with one text in place of every text in it, names of members included, as a file could
 * hold that no run ever wrote. Addresses still lead to one another.
 */
export function writeHostileJournal(from: string, to: string, text: string): void {
  const lines = readFileSync(from, 'utf8').trimEnd().split('\n');
  writeFileSync(
    to,
    lines
      .map((line) => {
        const moment: unknown = JSON.parse(line);
        const changed = spoil(moment, text, '');
        try {
          parseMoment(changed);
          return `${JSON.stringify(changed)}\n`;
        } catch {
          // What a reader refuses never gets as far as the report.
          return `${line}\n`;
        }
      })
      .join(''),
  );
}

/** Members that hold whatever a domain or a user likes, by any name. */
const open = new Set(['pins', 'input', 'request', 'answer', 'output', 'files', 'fields', 'was', 'now']);

function spoil(value: unknown, text: string, member: string): unknown {
  if (typeof value === 'string') {
    if (kept.has(member)) return value;
    return ties.has(member) ? `${text} ${value}`.replaceAll('/', '|') : text;
  }
  if (Array.isArray(value)) return value.map((item) => spoil(item, text, member));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, spoil(inner, text, name)] as const);
  // A member more, since the names of those that are there are what makes it readable.
  const extra = open.has(member) ? [[text, text] as const] : [];
  return Object.fromEntries([...entries, ...extra]);
}
