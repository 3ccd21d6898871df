import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { JournalView } from './journal-view.ts';
import { JournalWriter } from './journal-writer.ts';
import { momentSchema } from './moment.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-view-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a journal under view', () => {
  it('grows with its writer, gives any moment by number, and waits for a line to be whole', () => {
    const path = join(folder, 'a.jsonl');
    const header = {
      kind: 'run',
      format: 1,
      run: 'r',
      title: 't',
      program: { name: 'p', version: '1' },
      pins: {},
      input: null,
    } as const;
    const { writer } = JournalWriter.create(path, header, 'nothing', 0);
    const view = new JournalView(
      path,
      (value) => momentSchema.parse(value),
      () => undefined,
    );
    expect(view.size).toBe(1);
    expect(view.refresh()).toEqual([]);
    writer.append({ kind: 'opened', address: 'round#1', frame: 'round', label: 'Round 1 🎼', fields: {} }, 1);
    writer.append({ kind: 'note', address: 'x#1', note: 'x', label: 'x', fields: {} }, 2);
    expect(view.refresh().map(({ n }) => n)).toEqual([1, 2]);
    expect(view.moment(1)).toMatchObject({ label: 'Round 1 🎼' });
    expect(view.tree.root).toHaveLength(1);
    appendFileSync(path, '{"n":3,"t":3,"kind":"pau');
    expect(view.refresh()).toEqual([]);
    appendFileSync(path, 'sed"}\n');
    expect(view.refresh()).toEqual([{ n: 3, t: 3, kind: 'paused' }]);
    expect(() => view.moment(4)).toThrow(RangeError);
    view.close();
    writer.close();
  });
});
