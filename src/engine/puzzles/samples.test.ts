import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { findPuzzles } from './find-puzzles.ts';
import type { Puzzle } from './puzzle.ts';
import { pythonForTests } from './python-for-tests.ts';

// Each check takes two or three fresh interpreters.
vi.setConfig({ testTimeout: 300_000 });

const python = pythonForTests();
afterAll(() => python.close());

const samples = 'samples';
const answers = 'test/fixtures/sample-answers';
const read = (folder: string, name: string): string | undefined => {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};
const puzzlesOf = (name: string, text: string): Puzzle[] =>
  findPuzzles({ name, text, siblings: (sibling) => read(samples, sibling) });

const all = readdirSync(samples)
  .filter((name) => /\.(py|24)$/.test(name))
  .flatMap((name) =>
    puzzlesOf(name, read(samples, name) ?? '').map((puzzle) => ({ name, puzzle, title: puzzle.title })),
  );

describe('the samples', () => {
  it('are a dozen and more, of every kind, and not solved yet', () => {
    expect(all.length).toBeGreaterThanOrEqual(12);
    expect(new Set(all.map(({ puzzle }) => puzzle.kind))).toEqual(new Set(['p3', 'function', 'game24']));
    expect(all.filter(({ puzzle }) => puzzle.currentAnswer() !== undefined)).toEqual([]);
  });

  it.each(all)('$name: $title is solved by its reference, in place', async ({ name, puzzle }) => {
    const reference = read(answers, name) ?? '';
    const answer =
      puzzle.kind === 'game24'
        ? findPuzzles({ name, text: reference })
            .find(({ id }) => id === puzzle.id)
            ?.currentAnswer()
        : puzzle.extractAnswer(`\`\`\`python\n${reference}\`\`\``);
    expect(answer).toBeDefined();
    expect(await puzzle.check(answer!, python.run)).toMatchObject({ outcome: 'solved' });

    const text = read(samples, name) ?? '';
    const { range, newText } = puzzle.answerEdit(answer!)!;
    const solved = text.slice(0, range.start) + newText + text.slice(range.end);
    const again = puzzlesOf(name, solved).find(({ id }) => id === puzzle.id);
    expect(again!.currentAnswer()).toBe(answer);
    expect(again!.question()).toBe(puzzle.question());
  });
});
