import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPuzzles } from './find-puzzles.ts';
import type { Puzzle, TextEdit } from './puzzle.ts';

const apply = (text: string, { range, newText }: TextEdit): string =>
  text.slice(0, range.start) + newText + text.slice(range.end);
const find = (text: string, siblings: Record<string, string> = {}, name = 'x.py'): Puzzle[] =>
  findPuzzles({ name, text, siblings: (sibling) => siblings[sibling] });

describe('finding puzzles', () => {
  it('finds every kind in one document, in order', () => {
    const text =
      '# 24: 4 5 6 10\ndef sat(n: int):\n    return n > 3\n\n@cache\ndef twice(n):\n    """\n    >>> twice(1)\n    2\n    """\n\ndef tested(n):\n    pass\n';
    const puzzles = find(text, {
      'test_x.py': 'from x import tested\ndef test_it():\n    assert tested(1)\n',
    });
    expect(puzzles.map(({ id, line }) => [id, line])).toEqual([
      ['game24:4-5-6-10', 1],
      ['p3:sat', 2],
      ['function:twice', 6],
      ['function:tested', 12],
    ]);
    expect(text.slice(puzzles[1]!.range.start, puzzles[1]!.range.end)).toBe(
      'def sat(n: int):\n    return n > 3',
    );
    expect(puzzles[2]!.question()).toContain('@cache');
  });

  it.each([
    ['in a string', 'x = """\ndef sat(n: int):\n    return True\n"""\n'],
    ['in a comment', '# def sat(n: int):\n#    return True\n'],
    ['in a class', 'class A:\n    def sat(self, n: int):\n        return True\n'],
    ['in a function', 'def outer():\n    def sat(n: int):\n        return True\n'],
    ['without a body', 'def sat(n: int):\n'],
    ['without an end', 'def sat(n: int\n'],
    ['of another name', 'def satisfy(n: int):\n    return True\n'],
    ['in a docstring without examples', 'def f(x):\n    """Use >>> to shift."""\n'],
  ])('finds none %s', (_, text) => {
    expect(find(text)).toEqual([]);
  });

  it('goes on after half-written code', () => {
    const torn =
      'x = foo(1, [2,\n\ndef sat(n: int):\n    return n == "it\'s\n\ndef sat_b(s: str):\n    return s == "b"\n';
    expect(find(torn).map(({ id }) => id)).toEqual(['p3:sat', 'p3:sat_b']);
  });

  it('gives positions in any text, and never throws', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...[
          'def sat(x: int):',
          'def f(x):',
          '    return x',
          '"""',
          "'''",
          '>>> f(1)',
          '\n',
          '\r\n',
          '\t',
          '@d',
          'async ',
        ],
        ...[
          '# 24: 1 2 3 4',
          '(',
          ']',
          '\\',
          'class A:',
          'def solution():',
          '    """doc',
          '"',
          "'",
          '#',
          'else:',
          ';',
        ],
      ),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.constantFrom('x.py', 'x.24', 'x.jsonl', 'x.md'),
        (parts, name) => {
          const text = parts.join('');
          for (const puzzle of find(text, { 'test_x.py': text }, name)) {
            const { range, line } = puzzle;
            expect(range.start).toBeLessThan(range.end);
            expect(range.end).toBeLessThanOrEqual(text.length);
            expect(line).toBeGreaterThan(0);
            puzzle.question();
            puzzle.currentAnswer();
            puzzle.extractAnswer(text);
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('costs little in a large file without puzzles, and time linear in one with', () => {
    const line = 'value = compute(alpha, [1, 2, 3], "text")  # 24 hours\n';
    const large = line.repeat(Math.ceil(2_000_000 / line.length));
    find(large);
    const without = timeOf(() => find(large));
    const withOne = timeOf(() => find(`${large}def sat(n: int):\n    return True\n`));
    expect(without).toBeLessThan(50);
    expect(withOne).toBeLessThan(2_000);
  });
});

function timeOf(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

describe('the edit that puts an answer into a document', () => {
  const bodies = [
    'return 1',
    'if x:\n    return 1\nreturn """a\n  b"""',
    'def inner():\n    return [\n        1,\n    ]\nreturn inner()',
  ];
  const functions = [
    'def f(x):\n    """\n    >>> f(1)\n    1\n    """\n',
    'def f(x):\n\t"""\n\t>>> f(1)\n\t1\n\t"""\n\t# to do\n\tpass  # here\n\t# and here\n',
    'def f(x):\n  """\n  >>> f(1)\n  1\n  """; pass\n',
    'def f(\n    x: int = (1),  # with a comment: and a colon\n) -> "int":\n    r"""\n    >>> f(1)\n    1\n    """\n    return 2\n',
  ];

  it('keeps every other byte, and is what stands there afterwards', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...functions),
        fc.constantFrom(...bodies),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', 'import os\n\n\n', '"""module"""\n'),
        fc.constantFrom('', '\n\nprint(f(1))\n', '\n\ndef g():\n    pass'),
        (source, body, end, before, after) => {
          const text = (before + source + after).replaceAll('\n', end);
          const puzzle = find(text)[0]!;
          const edit = puzzle.answerEdit(body)!;
          const edited = apply(text, edit);
          expect(edited.startsWith(text.slice(0, edit.range.start))).toBe(true);
          expect(edited.endsWith(text.slice(edit.range.end))).toBe(true);
          if (end === '\r\n') expect(edited).not.toMatch(/(?<!\r)\n/);
          const again = find(edited)[0]!;
          expect(again.currentAnswer()).toBe(body);
          expect(apply(edited, again.answerEdit(body)!)).toBe(edited);
          expect(again.question()).toBe(puzzle.question());
        },
      ),
    );
  });

  it('goes under a signature without a body', () => {
    const text = 'def f(x): ...\n\n\ndef g(): pass\n';
    const [f] = find(text, { 'x_test.py': 'from x import f as h\ndef test_f():\n    assert h(1) == 1\n' });
    expect(apply(text, f!.answerEdit('return x')!)).toBe('def f(x):\n    return x\n\n\ndef g(): pass\n');
    expect(f!.currentAnswer()).toBeUndefined();
  });

  it('keeps a solution to a sat puzzle the same through edits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\n', '\n\n# end\n'),
        (body, end, after) => {
          const text = `def sat(n: int):\n    return n == 1${after}`.replaceAll('\n', end);
          const puzzle = find(text)[0]!;
          const answer = puzzle.extractAnswer(
            `\`\`\`python\nimport os\ndef solution():\n${body.replace(/^(?! {2}b)/gm, '    ')}\n\`\`\``,
          )!;
          const edited = apply(text, puzzle.answerEdit(answer)!);
          expect(find(edited)[0]!.currentAnswer()).toBe(answer);
          expect(edited.startsWith(text.slice(0, puzzle.range.end))).toBe(true);
          expect(edited.endsWith(text.slice(puzzle.range.end))).toBe(true);
        },
      ),
    );
  });
});
