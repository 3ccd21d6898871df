import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadPrompts } from '../../src/engine/conductor/prompts/load-prompts.ts';
import {
  type RecordedSession,
  recordedSessionSchema,
} from '../../src/engine/conductor/protocol/recording-session.ts';
import { type ReplayedSession, replaySession } from '../../src/engine/conductor/replay/replay-session.ts';
import { locatePython } from '../../src/engine/python/python-files.ts';
import { SandboxedPython } from '../../src/engine/python/sandboxed-python.ts';

const place = mkdtempSync(join(tmpdir(), 'baton-replay-test-'));
let python: SandboxedPython;
beforeAll(() => {
  python = new SandboxedPython({ files: locatePython(join(import.meta.dirname, '..', '..', 'dist')) });
});
afterAll(async () => {
  await python.close();
  rmSync(place, { recursive: true });
});

async function replayAll(sessions: readonly RecordedSession[], task: string): Promise<ReplayedSession[]> {
  const prompts = await loadPrompts();
  const replayed: ReplayedSession[] = [];
  for (const session of sessions) {
    replayed.push(
      await replaySession(session, {
        task,
        prompts,
        python,
        workspace: place,
        signal: new AbortController().signal,
      }),
    );
  }
  return replayed;
}

const sum = (replayed: readonly ReplayedSession[], figure: (session: ReplayedSession) => number): number =>
  replayed.reduce((so, session) => so + figure(session), 0);

/** A conversation of ours, in the shape of the published recordings. */
function recording(...log: [role: 'user' | 'assistant', content: string][]): RecordedSession {
  const message_log = [
    { role: 'system' as const, content: 'Answer the question.' },
    ...log.map(([role, content]) => ({ role, content })),
  ];
  return { input: '4 5 6 10', target: '24', message_log, output: message_log.at(-1)?.content ?? null };
}
const call = (name: string): string => `${name}:\n"""\nMake 24 of 4, 5, 6 and 10.\n"""`;
const output = (round: number, name: string, text: string): string =>
  `ROUND ${round}:\n\n${name}'s output:\n"""\n${text}\n"""\n\nGo on.`;
const final = (text: string): string => `>> FINAL ANSWER:\n"""\n${text}\n"""`;
const ran = (code: string, printed: string): string =>
  `\`\`\`python\n${code}\n\`\`\`\nPlease run this code!Here is the Python code used to solve the problem:\n\n${code}\n\nHere is the output of the code when executed:\n\n${printed}`;

describe('a recording played through the real session', () => {
  it('makes the recorded calls, runs the recorded code, and scores its own final answer', async () => {
    const [replayed] = await replayAll(
      [
        recording(
          ['user', 'ROUND 1:\n\n4 5 6 10'],
          ['assistant', call('Expert Python')],
          ['user', output(2, 'Expert Python', ran('print(6 * 4)', '24'))],
          ['assistant', call('Expert Checker')],
          ['user', output(3, 'Expert Checker', 'It holds.')],
          ['assistant', final('(4 + 5 * 6) - 10')],
        ),
      ],
      'GameOf24',
    );
    expect(replayed).toMatchObject({
      turns: 3,
      calls: 2,
      recordedCalls: 2,
      callsAgree: 2,
      pythonRuns: 1,
      pythonAgree: 1,
      solved: true,
      recordedSolved: true,
      exceptions: [],
    });
  });

  it('counts and lists what differs: another output, an invented reply, a call without a reply, an end without an answer', async () => {
    const [differs, invented, endless] = await replayAll(
      [
        recording(
          ['user', 'ROUND 1:\n\n4 5 6 10'],
          ['assistant', call('Expert Python')],
          ['user', output(2, 'Expert Python', ran('print(25)', '24'))],
          ['assistant', final('4 * 6')],
        ),
        recording(
          ['user', 'ROUND 1:\n\n4 5 6 10'],
          ['assistant', call('Expert Poet')],
          ['assistant', 'Expert Poet\'s output:\n"""\nIt is 24.\n"""'],
          ['user', 'ROUND 2:\n\nAnswer in the format.'],
          ['assistant', final('(4 + 5 * 6) - 10')],
        ),
        recording(['user', 'ROUND 1:\n\n4 5 6 10'], ['assistant', 'I give up.']),
      ],
      'GameOf24',
    );
    expect(differs).toMatchObject({ solved: false, pythonRuns: 1, pythonAgree: 0 });
    expect(differs?.exceptions).toMatchObject([{ kind: 'python-differs', turn: 1 }]);
    expect(invented).toMatchObject({ solved: true, calls: 1, callsAgree: 0, hallucinatedReplies: 1 });
    expect(invented?.exceptions.map(({ kind }) => kind)).toEqual(['unrecorded-reply', 'hallucinated-reply']);
    expect(endless).toMatchObject({ solved: false, finalAnswer: undefined });
    expect(endless?.exceptions).toMatchObject([{ kind: 'recording-ended' }]);
  });
});

const shared = process.env.BATON_SHARED;
const folder = join(shared ?? '', 'meta-prompting', 'recordings');
const there = shared !== undefined && existsSync(folder);
const name = there
  ? 'the published recordings'
  : 'the published recordings: NOT RUN, since BATON_SHARED names no folder with them';

describe.skipIf(!there)(name, () => {
  const files = there
    ? readdirSync(folder).filter((file) => file.startsWith('MetaPromptingWithPython-'))
    : [];
  const expected = there
    ? z
        .record(
          z.string(),
          z.object({
            sessions: z.number(),
            assistantMessages: z.number(),
            expertReplies: z.number(),
            pythonRuns: z.number(),
            assistantPairs: z.number(),
          }),
        )
        .parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')))
    : {};

  it.each(files)(
    '%s: every recorded call made, every recorded program run, the recorded accuracy',
    async (file) => {
      const sessions = readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => recordedSessionSchema.parse(JSON.parse(line)));
      const replayed = await replayAll(sessions, file.replace('.jsonl', ''));
      const exceptions = replayed.flatMap((session) => session.exceptions);
      const of = (kind: string): number => exceptions.filter((exception) => exception.kind === kind).length;
      const counted = expected[file];
      expect(replayed).toHaveLength(counted?.sessions ?? -1);
      expect(sum(replayed, ({ turns }) => turns)).toBe(counted?.assistantMessages);
      expect(sum(replayed, ({ pythonRuns }) => pythonRuns)).toBe(counted?.pythonRuns);
      // Headings of replies that the reference gave to invented blocks are no calls.
      expect(counted?.expertReplies).toBeGreaterThanOrEqual(
        sum(replayed, ({ recordedCalls }) => recordedCalls),
      );
      expect(of('recorded-call-not-made')).toBe(0);
      expect(of('call-not-recorded')).toBe(0);
      expect(sum(replayed, ({ callsAgree }) => callsAgree)).toBe(
        sum(replayed, ({ recordedCalls }) => recordedCalls),
      );
      expect(sum(replayed, ({ pythonAgree }) => pythonAgree)).toBe(
        sum(replayed, ({ pythonRuns }) => pythonRuns) - of('python-differs'),
      );
      expect(replayed.map(({ solved }) => solved)).toEqual(
        replayed.map(({ recordedSolved }) => recordedSolved),
      );
      if (file.includes('GameOf24')) expect(replayed.filter(({ solved }) => solved).length).toBe(67);
    },
    600_000,
  );
});
