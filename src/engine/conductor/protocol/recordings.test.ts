import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseConductorMessage } from './parse-conductor-message.ts';
import { parseExpertPython } from './parse-expert-python.ts';
import { recordedSessionSchema, recordedTurns } from './recording-session.ts';

const shared = process.env.BATON_SHARED;
const folder = shared === undefined ? undefined : join(shared, 'meta-prompting', 'recordings');
const title = 'the published recordings';

describe.skipIf(folder === undefined)(folder ? title : `${title}: not run, BATON_SHARED is not set`, () => {
  const files =
    folder === undefined
      ? []
      : readdirSync(folder).filter((file) => /^MetaPromptingWithPython-.*\.jsonl$/.test(file));
  const expectedSchema = z.record(
    z.string(),
    z.object({
      sessions: z.number(),
      assistantMessages: z.number(),
      expertReplies: z.number(),
      pythonRuns: z.number(),
      assistantPairs: z.number(),
    }),
  );

  test('the counts are those taken straight from the transcripts', () => {
    const counted = Object.fromEntries(
      files.map((file) => {
        const sessions = turnsOf(file);
        const turns = sessions.flat();
        const outputs = turns.flatMap(({ reply }) => reply?.outputs ?? []);
        return [
          file,
          {
            sessions: sessions.length,
            assistantMessages: turns.length,
            expertReplies: outputs.length,
            pythonRuns: outputs.filter(({ run }) => run).length,
            assistantPairs: turns.filter(({ paired }) => paired).length,
          },
        ];
      }),
    );
    expect(files.length).toBeGreaterThan(0);
    expect(counted).toEqual(expectedSchema.parse(JSON.parse(read('expected.json'))));
  });

  test('every recorded reply has its call, in order, and every call its reply, but for those listed', () => {
    let calls = 0;
    let answered = 0;
    const exceptions: string[] = [];
    for (const file of files) {
      turnsOf(file).forEach((turns, session) => {
        for (const { index, text, reply, paired } of turns) {
          const where = `${file.replace(/^MetaPromptingWithPython-|\.jsonl$/g, '')} ${session}/${index}`;
          const parsed = parseConductorMessage(text);
          calls += parsed.calls.length;
          for (const { name } of parsed.hallucinatedReplies)
            exceptions.push(`${where}: invented reply of ${name}`);
          const outputs = reply?.outputs ?? [];
          for (const { heading } of outputs.filter(({ hallucinated }) => hallucinated)) {
            exceptions.push(`${where}: the recording answers the invented "${heading}"`);
          }
          if (paired)
            for (const { name } of parsed.calls) exceptions.push(`${where}: ${name} was never answered`);
          if (paired || !reply) continue;
          const real = outputs.filter(({ hallucinated }) => !hallucinated);
          expect(
            parsed.calls.map(({ key }) => key),
            where,
          ).toEqual(real.map(({ key }) => key));
          answered += real.length;
        }
      });
    }
    process.stdout.write(
      `calls ${calls}, answered ${answered}, exceptions:\n${exceptions.map((line) => `  ${line}\n`).join('')}`,
    );
    const unanswered = exceptions.filter((line) => line.endsWith('never answered'));
    expect(calls).toBe(answered + unanswered.length);
  });

  test('every program that ran is found in the reply that asked for it, and no other', () => {
    for (const file of files) {
      for (const { reply } of turnsOf(file).flat()) {
        for (const output of reply?.outputs ?? []) {
          const parsed = parseExpertPython(output.reply);
          if (output.key !== 'expert python') continue;
          expect(parsed.code?.trim()).toBe(output.run?.code.trim());
        }
      }
    }
  });

  test('the last message of a session that was solved gives the recorded final answer', () => {
    for (const file of files) {
      for (const turns of turnsOf(file)) {
        const last = turns.at(-1);
        if (last?.text.includes('>> FINAL ANSWER:') !== true) continue;
        const parsed = parseConductorMessage(last.text);
        const plain = last.text.split('>> FINAL ANSWER:').at(-1)?.replaceAll('"""', '').trim();
        expect(parsed.move).toBe('answer');
        expect(parsed.finalAnswer?.text).toBe(plain);
      }
    }
  });

  function turnsOf(file: string): ReturnType<typeof recordedTurns>[] {
    return read(file)
      .trim()
      .split('\n')
      .map((line) => recordedTurns(recordedSessionSchema.parse(JSON.parse(line))));
  }

  function read(file: string): string {
    return readFileSync(join(folder ?? '', file), 'utf8');
  }
});
