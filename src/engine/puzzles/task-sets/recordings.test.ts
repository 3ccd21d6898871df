import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pythonForTests } from '../python-for-tests.ts';
import { readTaskSet } from './read-task-set.ts';
import { taskPuzzle } from './task-puzzle.ts';
import { taskRowSchema } from './task-row.ts';

const shared = process.env.BATON_SHARED ?? '';
const folder = join(shared, 'meta-prompting');
const missing = shared === '' || !existsSync(folder);
const say = missing ? ' (not run: BATON_SHARED is not set)' : '';

const recordingSchema = taskRowSchema.extend({ output: z.string() });

/** How many of a file's recorded final answers are right, and the verdicts by outcome. */
async function score(file: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const line of readFileSync(join(folder, 'recordings', file), 'utf8')
    .trim()
    .split('\n')) {
    const recording = recordingSchema.parse(JSON.parse(line));
    const puzzle = taskPuzzle(recording, file)!;
    const answer = puzzle.extractAnswer(recording.output);
    const outcome =
      answer === undefined
        ? 'none'
        : (await puzzle.check(answer, () => Promise.reject(new Error('these run no Python')))).outcome;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

describe.skipIf(missing)(`recorded final answers${say}`, () => {
  it.each([
    // 67 of 100 is the published figure; the others are hand-checked parts of theirs.
    ['MetaPromptingWithPython-GameOf24.jsonl', { solved: 67, wrong: 24, none: 9 }],
    ['MetaPromptingWithPython-word_sorting.jsonl', { solved: 15 }],
    ['MetaPromptingWithPython-multistep_arithmetic_two.jsonl', { solved: 13, wrong: 2 }],
    ['MetaPromptingWithPython-geometric_shapes.jsonl', { solved: 6, wrong: 9 }],
    ['MetaPromptingWithPython-CheckmateInOne.jsonl', { solved: 9, wrong: 6 }],
    ['MetaPromptingWithPython-MGSM_DE.jsonl', { solved: 12, wrong: 3 }],
    ['Standard-GameOf24.jsonl', { solved: 1, wrong: 19 }],
    ['ZeroShotCoT-GameOf24.jsonl', { solved: 3, wrong: 14, none: 3 }],
    ['ExpertStatic-GameOf24.jsonl', { solved: 1, wrong: 19 }],
    ['ExpertDynamic-GameOf24.jsonl', { solved: 1, wrong: 17, none: 2 }],
    ['MultiPersona-GameOf24.jsonl', { solved: 8, wrong: 12 }],
  ])('of %s are scored as published', async (file, expected) => {
    expect(await score(file)).toEqual(expected);
  });

  it('of sonnets rhyme or do not', async () => {
    const counts = await score('MetaPromptingWithPython-Sonnets-Standard.jsonl');
    expect(counts.solved).toBe(5);
  });
});

describe.skipIf(missing)(`task sets${say}`, () => {
  const files = missing ? [] : readdirSync(join(folder, 'data'));
  it.each(files)('%s is read line by line', (name) => {
    const text = readFileSync(join(folder, 'data', name), 'utf8');
    const { puzzles, skipped } = readTaskSet({ name, text });
    expect(skipped).toEqual([]);
    expect(puzzles.length).toBe(text.trim().split('\n').length);
    expect(new Set(puzzles.map(({ kind }) => kind)).size).toBe(1);
    expect(new Set(puzzles.map(({ id }) => id)).size).toBe(puzzles.length);
    for (const puzzle of puzzles) expect(puzzle.question()).not.toBe('');
  });
});

const p3RowSchema = taskRowSchema.extend({ sol_header: z.string(), sol_bodies: z.array(z.string()) });

describe.skipIf(missing)(`programming puzzles${say}`, () => {
  const python = pythonForTests();
  afterAll(() => python.close());

  it('accept the solutions of their authors', { timeout: 900_000 }, async () => {
    const lines = readFileSync(join(folder, 'data', 'P3_Test.jsonl'), 'utf8')
      .trim()
      .split('\n');
    // Some of them: each takes two fresh interpreters.
    const rows = lines
      .filter((_, index) => index % 15 === 0)
      .map((line) => p3RowSchema.parse(JSON.parse(line)));
    const refused: string[] = [];
    let solved = 0;
    for (const row of rows) {
      const body = row.sol_bodies[0];
      if (body === undefined) continue;
      const puzzle = taskPuzzle(row)!;
      const answer = puzzle.extractAnswer(
        `\`\`\`python\n${row.sol_header.replace('sol(', 'solution(')}\n${body}\n\`\`\``,
      );
      const verdict = await puzzle.check(answer!, python.run);
      if (verdict.outcome === 'solved') solved++;
      else refused.push(`${row.name ?? ''}: ${verdict.message}`);
    }
    expect(refused).toEqual([]);
    expect(solved).toBeGreaterThan(8);
  });
});
