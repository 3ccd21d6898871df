import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { JournalWriter } from './journal-writer.ts';
import { deleteRun, listRuns, renameRun } from './list-runs.ts';
import { Lock, writerOf } from './lock.ts';
import { type Header, type Moment, momentSchema, type Unnumbered } from './moment.ts';
import { readJournal } from './read-journal.ts';
import { journalPath, newRunId, openRunDirectory } from './run-directory.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-journal-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

const parse = (value: unknown): Moment => momentSchema.parse(value);
const directory = openRunDirectory(workspace);
const header = (run: string, title = 'A title'): Unnumbered<Header> => ({
  kind: 'run',
  format: 1,
  run,
  title,
  program: { name: 'p', version: '1' },
  pins: {},
  input: null,
});

let path = '';
let run = '';
beforeEach(() => {
  run = newRunId(Date.UTC(2026, 0, 2, 3, 4, 5));
  path = journalPath(directory, run);
});

const all = (file: string): { moments: Moment[]; torn: number } => {
  const lines = readJournal(file, parse);
  const moments: Moment[] = [];
  for (;;) {
    const line = lines.next();
    if (line.done) return { moments, torn: line.value.torn };
    moments.push(line.value.moment);
  }
};

describe('a journal', () => {
  it('is one readable line a moment, numbered, in a folder that keeps itself out of version control', () => {
    const { writer } = JournalWriter.create(path, header(run), 'answers', 1000);
    writer.append({ kind: 'answered', address: 'a#1', answer: 'naïve 🎼\nline' }, 1001);
    writer.close();
    expect(readFileSync(path, 'utf8').split('\n')[1]).toBe(
      '{"n":1,"t":1001,"kind":"answered","address":"a#1","answer":"naïve 🎼\\nline"}',
    );
    expect(readFileSync(join(directory, '.gitignore'), 'utf8')).toBe('*\n');
    expect(run).toMatch(/^20260102-030405-[0-9a-f]{6}$/);
  });

  it.each(['{"n":1,"t":1,"ki', '{"n":1}\n', '\u0000\u0000\u0000'])(
    'drops a torn last line %j, and says so',
    (torn) => {
      JournalWriter.create(path, header(run), 'nothing', 1).writer.close();
      const whole = statSync(path).size;
      appendFileSync(path, torn);
      expect(all(path)).toMatchObject({ moments: [{ kind: 'run' }], torn: Buffer.byteLength(torn) });
      const { writer } = JournalWriter.open(path, 'nothing', () => ({
        moments: 1,
        end: { length: whole, torn: torn.length },
      }));
      writer.append({ kind: 'paused' }, 2);
      writer.close();
      expect(all(path)).toMatchObject({ moments: [{ kind: 'run' }, { kind: 'paused', n: 1 }], torn: 0 });
    },
  );

  it('damaged in the middle is an error that names the line', () => {
    JournalWriter.create(path, header(run), 'nothing', 1).writer.close();
    appendFileSync(path, 'rubbish\n{"n":2,"t":1,"kind":"paused"}\n');
    expect(() => all(path)).toThrow(/^Line 2 of .* is no moment of a run\.$/);
  });

  it('is read across chunk borders, in lines longer than a chunk', () => {
    const { writer } = JournalWriter.create(path, header(run), 'nothing', 1);
    const long = '🎼'.repeat(700_000);
    for (let k = 0; k < 3; k++) writer.append({ kind: 'answered', address: `a#${k}`, answer: long }, k);
    writer.close();
    const { moments } = all(path);
    expect(moments).toHaveLength(4);
    expect(moments[3]).toMatchObject({ n: 3, answer: long });
  });

  it('that is missing says so', () => {
    expect(() => all(join(directory, 'nothing.jsonl'))).toThrow(/There is no journal at/);
  });

  it('is named by a run id and nothing else, so that an id is never a path', () => {
    for (const id of ['../x', '20260102-030405-abcdef/..', '', 'x']) {
      expect(() => journalPath(directory, id)).toThrow(TypeError);
    }
  });
});

describe('the lock of a journal', () => {
  it('lets one writer in', () => {
    const lock = Lock.acquire(path);
    expect(() => Lock.acquire(path)).toThrow(/Another Baton \(process \d+ on .*\) is writing/);
    expect(writerOf(path)?.pid).toBe(process.pid);
    lock.release();
    expect(writerOf(path)).toBeUndefined();
    Lock.acquire(path).release();
    expect(existsSync(`${path}.lock`)).toBe(false);
  });

  it('of a writer that was killed is taken over', async () => {
    const child = spawn(process.execPath, ['-e', 'console.log(process.pid); setInterval(() => {}, 1000)']);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const lock = Lock.acquire(path);
    const owner = JSON.parse(readlinkSync(`${path}.lock`)) as Record<string, unknown>;
    lock.release();
    writeFileSync(`${path}.lock`, JSON.stringify({ ...owner, pid: child.pid, started: '', token: 'theirs' }));
    expect(() => Lock.acquire(path)).toThrow(/Another Baton/);
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    Lock.acquire(path).release();
  });

  it('of a process whose number another has now is taken over', () => {
    const lock = Lock.acquire(path);
    const owner = JSON.parse(readlinkSync(`${path}.lock`)) as { started: string };
    lock.release();
    if (owner.started === '') return; // only Linux tells when a process started
    writeFileSync(`${path}.lock`, JSON.stringify({ ...owner, started: '1', token: 'theirs' }));
    Lock.acquire(path).release();
  });

  it('of another host is respected, and a lock that cannot be read is taken over', () => {
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: 1, started: '', host: 'elsewhere', token: 't' }));
    expect(() => Lock.acquire(path)).toThrow(/process 1 on elsewhere/);
    writeFileSync(`${path}.lock`, '{');
    Lock.acquire(path).release();
  });
});

describe('the list of runs', () => {
  it('is newest first, with state and title from the ends of each journal, and shows what it cannot read', () => {
    const place = mkdtempSync(join(workspace, 'list-'));
    const runs = openRunDirectory(place);
    const ids = [1, 2, 3, 4].map((day) => newRunId(Date.UTC(2026, 0, day)));
    const paths = ids.map((id) => journalPath(runs, id));
    const writers = ids.map(
      (id, k) => JournalWriter.create(paths[k]!, header(id, `run ${k}`), 'nothing', k).writer,
    );
    writers[0]?.append({ kind: 'finished', outcome: 'done', output: 1 }, 10);
    for (const writer of writers.slice(0, 2)) writer.close();
    renameRun(paths[0]!, 'a better name', parse);
    writers[3]?.close();
    writeFileSync(paths[3]!, '{"n":0');
    writeFileSync(join(runs, 'notes.jsonl'), 'mine\n');
    const { runs: listed, unreadable } = listRuns(runs, parse);
    expect(listed.map(({ title, state, moments }) => [title, state, moments])).toEqual([
      ['run 2', 'running', 1],
      ['run 1', 'interrupted', 1],
      ['a better name', 'done', 3],
    ]);
    expect(unreadable.map(({ path: file }) => file).sort()).toEqual(
      [paths[3], join(runs, 'notes.jsonl')].sort(),
    );
    expect(() => {
      deleteRun(paths[2]!);
    }).toThrow(/Another Baton/);
    writers[2]?.close();
    deleteRun(paths[2]!);
    expect(existsSync(paths[2]!)).toBe(false);
  });

  it('of a folder that is not there is empty', () => {
    expect(listRuns(join(workspace, 'nowhere'), parse)).toEqual({ runs: [], unreadable: [] });
  });
});
