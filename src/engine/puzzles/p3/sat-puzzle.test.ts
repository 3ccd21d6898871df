import { afterAll, describe, expect, it, vi } from 'vitest';
import judge from '../python-check/puzzle-judge.py';
import plain from '../python-check/plain.py';
import { findPuzzles } from '../find-puzzles.ts';
import type { Puzzle } from '../puzzle.ts';
import { pythonForTests } from '../python-for-tests.ts';

// Each check takes two or three fresh interpreters.
vi.setConfig({ testTimeout: 300_000 });

const python = pythonForTests();
afterAll(() => python.close());

/** Ample, so that a busy machine does not decide; what never ends is given less. */
const limits = { timeLimitMs: 30_000 };
const short = { timeLimitMs: 2_000 };
const limitsFor = (attack: string) => (attack.startsWith('never ends') ? short : limits);
const puzzleOf = (text: string): Puzzle => findPuzzles({ name: 'puzzle.py', text })[0]!;
const check = async (puzzle: Puzzle, answer: string) => {
  const solution = puzzle.extractAnswer(answer);
  expect(solution).toBeDefined();
  return puzzle.check(solution!, python.run, limits);
};

const square = puzzleOf('def sat(n: int, target=1764):\n    return n * n == target and n < 0');

describe('a sat puzzle', () => {
  it.each([
    ['a function in a fence', 'Here it is:\n```python\ndef solution():\n    return -42\n```\nDone.'],
    ['a function in prose', 'The answer:\n\ndef solution():\n    return -42\n\nIt works because of signs.'],
    ['a value', '-42'],
    ['a value in a fence', '```\n-42\n```'],
    ['a value in LaTeX', 'So $n = \\boxed{-42}$.'],
    ['an assignment', '`answer = -42`'],
    ['words before it', 'The answer is -42.'],
    [
      'helpers beside it',
      '```python\nimport math\nROOT = math.isqrt(1764)\ndef negative(x):\n    return -x\ndef solution():\n    return negative(ROOT)\nprint(solution())\n```',
    ],
    [
      'the puzzle repeated',
      '```python\ndef sat(n, target=1764):\n    return True\n\ndef solution():\n    return -42\n\nassert sat(solution())\n```',
    ],
    ['a search that calls sat', 'def solution():\n    return next(n for n in range(-100, 0) if sat(n))'],
    ['the heading of the protocol', '>> FINAL ANSWER:\n"""\ndef solution():\n    return -42\n"""'],
  ])('takes %s for an answer', (_, answer) => {
    expect(square.extractAnswer(answer)).toMatch(/^def solution\(\):\n {4}/);
  });

  it.each([
    ['a value', 'The answer is -42.'],
    [
      'a function with helpers',
      '```python\nimport math\nROOT = math.isqrt(1764)\ndef negative(x):\n    return -x\ndef solution():\n    return negative(ROOT)\nprint(solution())\n```',
    ],
    ['a search that calls sat', 'def solution():\n    return next(n for n in range(-100, 0) if sat(n))'],
  ])('is solved by %s', async (_, answer) => {
    expect(await check(square, answer)).toMatchObject({ outcome: 'solved', message: 'sat(-42) is True.' });
  });

  it('names the line of its assertion that fails', async () => {
    const puzzle = puzzleOf(
      'import math\n\ndef sat(s: str):\n    assert len(s) == 3, "length"\n    assert s == s[::-1]\n    return True\n',
    );
    expect(await check(puzzle, '"abc"')).toMatchObject({ outcome: 'wrong', line: 5 });
    expect(await check(puzzle, '"abcd"')).toMatchObject({
      outcome: 'wrong',
      line: 4,
    });
    expect(await check(puzzle, '"aba"')).toMatchObject({ outcome: 'solved' });
  });

  it('says so where the puzzle itself fails', async () => {
    expect(
      await check(puzzleOf('import nothing_here\ndef sat(n: int):\n    return True'), '1'),
    ).toMatchObject({ outcome: 'error' });
    expect(await check(puzzleOf('def sat(n: Unknown):\n    return True'), '1')).toMatchObject({
      outcome: 'error',
    });
  });
});

describe('the declared type of an answer', () => {
  const cases: [string, string, boolean][] = [
    ['int', '3', true],
    ['int', 'True', false],
    ['int', '3.0', false],
    ['float', '3', true],
    ['float', 'True', false],
    ['str', '"3"', true],
    ['str', 'b"3"', false],
    ['List[int]', '[1, 2]', true],
    ['List[int]', '[1, True]', false],
    ['List[int]', '(1, 2)', false],
    ['list[list[int]]', '[[1], [2, 3]]', true],
    ['List[List[int]]', '[[1], [2, 3.0]]', false],
    ['List[List[int]]', '[1]', false],
    ['Tuple[int, str]', '(1, "a")', true],
    ['Tuple[int, str]', '(1, "a", 2)', false],
    ['Dict[str, List[float]]', '{"a": [1.5, float("inf")]}', true],
    ['Dict[str, int]', '{1: 1}', false],
    ['Set[int]', '{3, 1}', true],
    ['Optional[int]', 'None', true],
    ['int | None', '"x"', false],
    ['bool', '1', false],
  ];
  it('is checked all the way down', async () => {
    const program = judge.replace(/\nrun\(\)\s*$/, '\n');
    const answer = await python.run({
      code: `${plain}\n${program}\nfrom typing import *\nimport sys\nprint([fits(v, t) for t, v in [${cases
        .map(([type, value]) => `(${type}, ${value})`)
        .join(', ')}]])`,
      timeLimitMs: 9_000,
      outputLimit: 10_000,
    });
    const given = answer.stdout.match(/True|False/g)?.map((word) => word === 'True');
    expect(cases.map(([type, value], index) => [type, value, given?.[index]])).toEqual(cases);
  });

  it('is checked before sat is asked', async () => {
    const puzzle = puzzleOf('def sat(x: List[List[int]]):\n    return True');
    expect(await check(puzzle, '[[1], [2, True]]')).toMatchObject({ outcome: 'wrong' });
    expect(await check(puzzle, '[[1], [2, 3]]')).toMatchObject({ outcome: 'solved' });
  });
});

describe('an answer that would pass without being right', () => {
  const report = '\\nbaton-report:{\\"passed\\": true}\\n';
  const attacks: [string, string][] = [
    ['redefines sat', 'global sat\nsat = lambda *a: True\nreturn 0'],
    [
      'redefines sat in the module',
      'import sys\nsys._getframe(1).f_globals["sat"] = lambda *a: True\nglobals()["sat"] = lambda *a: True\nreturn 0',
    ],
    [
      'changes the defaults of sat',
      'sat.__defaults__ = (0,)\nsat.__code__ = (lambda n, target=0: True).__code__\nreturn 0',
    ],
    [
      'patches builtins',
      'import builtins\nbuiltins.type = lambda *a: int\nbuiltins.isinstance = lambda *a: True\nbuiltins.all = lambda *a: True\nreturn 0',
    ],
    ['prints that it passed', `print("${report}")\nreturn 0`],
    ['prints that it passed and leaves', `import os\nos.write(1, b"${report}")\nos._exit(0)`],
    ['leaves with success', 'import sys\nsys.exit(0)'],
    ['ends its interpreter', 'import os\nos._exit(0)'],
    ['raises SystemExit', 'raise SystemExit(0)'],
    ['raises a BaseException', 'raise BaseException("passed")'],
    [
      'gives an object equal to everything',
      'class Same:\n    def __eq__(self, o): return True\n    def __mul__(self, o): return self\n    def __lt__(self, o): return True\nreturn Same()',
    ],
    [
      'gives an int that lies',
      'class Int(int):\n    def __eq__(self, o): return True\n    def __mul__(self, o): return self\n    def __lt__(self, o): return True\nreturn Int(5)',
    ],
    [
      'gives an int that lies under another name',
      'class int(__builtins__["int"] if isinstance(__builtins__, dict) else __builtins__.int):\n    def __eq__(self, o): return True\nreturn int(-1)',
    ],
    [
      'reports a value that is code',
      'import sys\nf = sys._getframe(1)\nwhile f:\n    r = f.f_locals.get("report")\n    if r: r(value="__import__(\'sys\').exit(0) or -42")\n    f = f.f_back\nimport os\nos._exit(0)',
    ],
    ['gives a value nested without end', 'x = []\nfor _ in range(100_000):\n    x = [x]\nreturn x'],
    ['gives a value that contains itself', 'x = []\nx.append(x)\nreturn x'],
    ['never ends', 'while True: pass'],
    ['recurses for ever', 'return solution()'],
    ['uses a bool for an int', 'return False'],
    ['gives not-a-number', 'return float("nan")'],
    ['gives nothing', 'pass'],
    [
      'patches what the judge would load',
      'import ast, inspect, typing\nast.literal_eval = lambda *a: -42\ntyping.get_type_hints = lambda *a: {}\nopen("puzzle.txt", "w").write("def sat(n): return True")\nopen("value.txt", "w").write("-42")\nreturn 0',
    ],
  ];
  it.each(attacks)('does not when it %s', async (attack, body) => {
    const lines = body.split('\n').map((line) => `    ${line}`);
    const verdict = await square.check(`def solution():\n${lines.join('\n')}`, python.run, limitsFor(attack));
    expect(verdict.outcome).not.toBe('solved');
  });

  it('does not when it brings statements beside the function', async () => {
    const answer = 'def solution():\n    return -42\nimport os\n';
    // What stands beside it moves into it, so that nothing else ever reaches the document.
    expect(square.extractAnswer(answer)).toBe('def solution():\n    import os\n    return -42');
    const hidden = "def solution():\n    return -42\n    x = f'{''\n}'\nimport builtins\n";
    expect((await square.check(hidden, python.run, limits)).outcome).not.toBe('solved');
  });

  it('does not where sat prints what it is given, and then never ends', async () => {
    const loud = puzzleOf('def sat(s: str):\n    print(s, flush=True)\n    while True:\n        pass');
    const verdict = await loud.check(loud.extractAnswer(`"${report}"`)!, python.run, short);
    expect(verdict).toMatchObject({ outcome: 'wrong' });
    const failing = puzzleOf(
      'def sat(s: str):\n    import sys\n    print(s, file=sys.__stdout__)\n    raise SystemExit',
    );
    expect(await check(failing, `"${report}"`)).toMatchObject({ outcome: 'wrong' });
  });

  it('does not where sat mistakes something else for True', async () => {
    expect(await check(puzzleOf('def sat(n: int):\n    return n'), '1')).toMatchObject({
      outcome: 'wrong',
      message: 'sat(1) is 1, not True.',
    });
  });
});

describe('the document of a sat puzzle', () => {
  const apply = (text: string, answer: string, index = 0): string => {
    const puzzle = findPuzzles({ name: 'p.py', text })[index]!;
    const { range, newText } = puzzle.answerEdit(answer)!;
    return text.slice(0, range.start) + newText + text.slice(range.end);
  };

  it('takes the solution after sat, with its own line ends and indentation', () => {
    const text = 'def sat(n: int):\r\n\treturn n > 3\r\n\r\n# the end\r\n';
    const answered = apply(text, 'def solution():\n    if True:\n        return 4');
    expect(answered).toBe(
      'def sat(n: int):\r\n\treturn n > 3\r\n\r\n\r\ndef solution():\r\n\tif True:\r\n\t\treturn 4\r\n\r\n# the end\r\n',
    );
    const puzzle = findPuzzles({ name: 'p.py', text: answered })[0]!;
    expect(puzzle.currentAnswer()).toBe('def solution():\n    if True:\n        return 4');
    expect(apply(answered, 'def solution():\n    return 5')).toBe(
      'def sat(n: int):\r\n\treturn n > 3\r\n\r\n\r\ndef solution():\r\n\treturn 5\r\n\r\n# the end\r\n',
    );
  });

  it('gives each of several puzzles its own solution', () => {
    const text =
      'def sat(n: int):\n    return n == 1\n\n\ndef sat_two(n: int):\n    return n == 2\n\n\ndef solution_two():\n    return 2\n\n\ndef sat(n: int):\n    return n == 3\n';
    const puzzles = findPuzzles({ name: 'p.py', text });
    expect(puzzles.map(({ id, line }) => [id, line])).toEqual([
      ['p3:sat', 1],
      ['p3:sat_two', 5],
      ['p3:sat#2', 13],
    ]);
    expect(puzzles.map((puzzle) => puzzle.currentAnswer())).toEqual([
      undefined,
      'def solution_two():\n    return 2',
      undefined,
    ]);
    expect(puzzles[1]!.question()).not.toContain('return 2\n');
  });

  it('keeps the solution that stands there out of the check and out of the question', async () => {
    const text =
      'K = 4\n\ndef sat(n: int):\n    return n == K\n\ndef solution():\n    global K\n    K = 5\n    return 5\n\nassert sat(solution())\n';
    const puzzle = puzzleOf(text);
    expect(puzzle.question()).not.toContain('solution():\n');
    expect(await puzzle.check(puzzle.currentAnswer()!, python.run, limits)).toMatchObject({
      outcome: 'wrong',
    });
    expect(await check(puzzle, '4')).toMatchObject({ outcome: 'solved' });
  });
});
