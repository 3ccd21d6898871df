import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Puzzle } from '../puzzle.ts';
import { extractExpression } from './extract-expression.ts';
import { findGame24 } from './find-game24.ts';

const never = (): never => {
  throw new Error('Game of 24 runs no Python');
};
const check = async (puzzle: Puzzle, answer: string) => puzzle.check(answer, never);
const find = (text: string, name = 'games.24'): Puzzle[] => findGame24({ name, text });
const apply = (
  text: string,
  { range, newText }: { range: { start: number; end: number }; newText: string },
): string => text.slice(0, range.start) + newText + text.slice(range.end);

describe('a Game of 24', () => {
  it.each([
    ['(4 + 5 * 6) - 10', 'solved'],
    ['4 + 5 * 6 - 10', 'solved'],
    ['10 - 4 + 5 * 6', 'wrong'],
    ['4 * 6', 'wrong'],
    ['4 * 6 + 5 - 5', 'wrong'],
    ['4 * 5 + 10 - 6', 'solved'],
    ['4 * 6 + 10 / 5 - 10 / 5', 'wrong'],
    ['24', 'wrong'],
    ['4 / (5 - 5) + 6 + 10', 'wrong'],
    ['4 / 0', 'wrong'],
    ['24 # 4 5 6 10', 'unparseable'],
    ['print("solved")', 'unparseable'],
    ['45 - 6 - 10 - 5', 'wrong'],
  ])('%s is %s for 4 5 6 10', async (answer, outcome) => {
    expect((await check(find('4 5 6 10')[0]!, answer)).outcome).toBe(outcome);
  });

  it('needs fractions where the numbers do', async () => {
    const [puzzle] = find('3 3 8 8');
    expect((await check(puzzle!, '8 / (3 - 8 / 3)')).outcome).toBe('solved');
    // 23.999…: near is not 24.
    expect((await check(find('6 10 12 13')[0]!, '6 / (10 - 12 / 13)')).outcome).toBe('wrong');
  });
});

describe('the expression in a final answer', () => {
  it.each([
    ['(4 + 5 * 6) - 10', '(4 + 5 * 6) - 10'],
    ['(4 + 5 * 6) - 10 = 24', '(4 + 5 * 6) - 10'],
    ['(11 - 1) * (10 - 8) = 10 * 2 = 24', '(11 - 1) * (10 - 8)'],
    ['24 = (4 + 5 * 6) - 10', '(4 + 5 * 6) - 10'],
    ['The expression is (4 + 5 * 6) - 10.', '(4 + 5 * 6) - 10'],
    ['We can use **(4 + 5 × 6) − 10 = 24**.', '(4 + 5 * 6) - 10'],
    ['```\n(4 + 5 * 6) - 10\n```', '(4 + 5 * 6) - 10'],
    ['`4+5*6-10`', '4+5*6-10'],
    ['$$\\boxed{(4 + 5 \\times 6) - 10 = 24}$$', '(4 + 5 * 6) - 10'],
    ['\\(\\frac{6}{1 - \\frac{3}{4}}\\)', undefined],
    ['$\\frac{8}{(3 - 8 \\div 3)}$', '((8)/((3 - 8 / 3)))'],
    ['- [4 + 5 · 6] – 10', '(4 + 5 * 6) - 10'],
    ['1. 4 * 5 = 20\n2. 20 + 10 - 6 = 24\n\n(4 * 5) + 10 - 6 = 24', '(4 * 5) + 10 - 6'],
    ['>> FINAL ANSWER:\n"""\n4 * 5 + 10 - 6\n"""', '4 * 5 + 10 - 6'],
    ['(6 / (10 - (12 / 13))) ≈ 23.999 (closest solution to 24)', '(6 / (10 - (12 / 13)))'],
    ['There is no solution.', undefined],
    ['No way with 4, 5, 6 and 10 to reach 24.', undefined],
    ['', undefined],
  ])('of %j is %j', (answer, expression) => {
    expect(extractExpression(answer)).toBe(expression);
  });

  it('is found or not, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('4', ' ', '(', ')', '*', '-', '=', '\n', '`', '$', '\\boxed{', '}', 'is'),
        }),
        (text) => {
          extractExpression(text);
        },
      ),
    );
  });
});

describe('games in a document', () => {
  const text =
    '# Four numbers a line\r\n4 5 6 10\r\n\r\n1, 2, 7, 12 = 2 * (7 - 1) + 12  # easy\r\nno game\r\n4 5 6 10\r\n1 2 3\r\n';

  it('are its lines of four numbers', () => {
    expect(find(text).map(({ id, line, title }) => [id, line, title])).toEqual([
      ['game24:4-5-6-10', 2, '4 5 6 10'],
      ['game24:1-2-7-12', 4, '1 2 7 12'],
      ['game24:4-5-6-10#2', 6, '4 5 6 10'],
    ]);
  });

  it('take an answer behind the numbers, and nothing else changes', () => {
    const [first, second] = find(text);
    const answered = apply(text, first!.answerEdit('(4 + 5 * 6) - 10')!);
    expect(answered).toBe(text.replace('4 5 6 10\r\n', '4 5 6 10 = (4 + 5 * 6) - 10\r\n'));
    expect(find(answered)[0]!.currentAnswer()).toBe('(4 + 5 * 6) - 10');
    expect(apply(text, second!.answerEdit('12 + 2 * (7 - 1)')!)).toBe(
      text.replace('2 * (7 - 1) + 12', '12 + 2 * (7 - 1)'),
    );
    expect(first!.currentAnswer()).toBeUndefined();
  });

  it.each([
    ['# 24: 4 5 6 10', 'a.py'],
    ['x = 1  # 24: 4 5 6 10', 'a.py'],
    ['// 24: 4, 5, 6, 10', 'a.ts'],
    ['/* 24: 4 5 6 10 */', 'a.css'],
    ['<!-- 24: 4 5 6 10 -->', 'a.md'],
    ['-- 24: 4 5 6 10', 'a.sql'],
  ])('are comments elsewhere: %s', (comment, name) => {
    const around = `first\n${comment}\nlast\n`;
    const [puzzle] = find(around, name);
    expect(puzzle).toMatchObject({ title: '4 5 6 10', line: 2 });
    const answered = apply(around, puzzle!.answerEdit('4 * 5 + 10 - 6')!);
    expect(answered).toContain(' = 4 * 5 + 10 - 6');
    expect(find(answered, name)[0]!.currentAnswer()).toBe('4 * 5 + 10 - 6');
    expect(apply(answered, find(answered, name)[0]!.answerEdit('4 + 5 * 6 - 10')!)).toBe(
      answered.replace('4 * 5 + 10 - 6', '4 + 5 * 6 - 10'),
    );
  });

  it('are not times of day, and not in code', () => {
    expect(find('at 24: 4 5 6 10\nx = "24: 4 5 6"', 'a.txt')).toEqual([]);
  });

  it('keep answer and text through an edit, whatever stands around', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('4 5 6 10', '1 2 3 4 = 1', '# x', '8 8 3 3 # hard', ''),
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const document = lines.join(end);
        for (const puzzle of find(document)) {
          const edited = apply(document, puzzle.answerEdit('4 * 5 + 10 - 6')!);
          const again = find(edited).find(({ range }) => range.start === puzzle.range.start);
          expect(again!.currentAnswer()).toBe('4 * 5 + 10 - 6');
          expect(edited.startsWith(document.slice(0, puzzle.range.end))).toBe(true);
        }
      }),
    );
  });
});
