import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecording } from './read-recording.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-recording-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const read = (text: string): unknown => {
  const path = join(folder, 'r.jsonl');
  writeFileSync(path, text);
  return readRecording(path, 'recorded:r.jsonl');
};
const good = '{"messages":[{"role":"user","content":"a"}],"reply":{"text":"A"}}';

describe('reading a recording', () => {
  it('takes one reply a line', () => {
    expect(read(`${good}\r\n\n${good}`)).toHaveLength(2);
    expect(read('')).toEqual([]);
  });

  it.each([
    [`${good}\n{`, 'line 2 is not JSON'],
    ['{"reply":{"text":"A"}}', 'needs messages or digest'],
    ['{"messages":[{"role":"tool","content":"a"}],"reply":{"text":"A"}}', 'messages.0.role'],
    ['{"digest":"../../etc/passwd","reply":{"text":"A"}}', 'digest'],
    ['{"messages":[{"role":"user","content":"a"}],"reply":{}}', 'reply.text'],
  ])('says what is wrong with %s', (text, why) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'model-recording-unreadable' }));
    expect(() => read(text)).toThrow(why);
  });

  it('says when there is no file', () => {
    expect(() => readRecording(join(folder, 'none.jsonl'), 'recorded:none.jsonl')).toThrow(
      'The recording of recorded:none.jsonl cannot be used: there is no such file',
    );
  });
});
