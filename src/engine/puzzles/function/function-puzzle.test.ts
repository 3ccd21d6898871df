import { afterAll, describe, expect, it, vi } from 'vitest';
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

/** Documents beside one another: the puzzles of the first. */
function puzzlesOf(files: Record<string, string>): Puzzle[] {
  const [name, text] = Object.entries(files)[0]!;
  return findPuzzles({ name: `puzzles/${name}`, text, siblings: (sibling) => files[sibling] });
}

async function check(puzzle: Puzzle, answer: string) {
  const body = puzzle.extractAnswer(answer);
  expect(body).toBeDefined();
  return puzzle.check(body!, python.run, limits);
}

const double =
  'def double(n):\n    """Twice n.\n\n    >>> double(2)\n    4\n    >>> double(-3)\n    -6\n    """\n';

describe('a function with doctest examples', () => {
  const [puzzle] = puzzlesOf({ 'double.py': double });

  it('is solved by a body for which every example holds', async () => {
    expect(await check(puzzle!, '```python\ndef double(n):\n    return 2 * n\n```')).toMatchObject({
      outcome: 'solved',
      message: '2 examples passed.',
    });
  });

  it('names the line of the example that fails', async () => {
    expect(await check(puzzle!, 'def double(n):\n    return n ** 2')).toMatchObject({
      outcome: 'wrong',
      line: 6,
      message: 'example 2 fails: double(-3) gives 9, not -6',
    });
  });

  it('compares what is printed, what is raised, and what is done to an argument', async () => {
    const [greet, fail, fill] = puzzlesOf({
      'three.py':
        'def greet(name):\n    """\n    >>> greet("Ada")\n    Hello, Ada\n    """\n\n' +
        'def fail(x):\n    """\n    >>> fail(0)\n    Traceback (most recent call last):\n    ValueError: zero\n    """\n\n' +
        'def fill(xs, n):\n    """\n    >>> xs = [[1]]\n    >>> fill(xs, 7)\n    >>> xs\n    [[1, 7], 7]\n    """\n',
    });
    expect(await check(greet!, 'def greet(name):\n    print("Hello,", name)')).toMatchObject({
      outcome: 'solved',
    });
    expect(await check(fail!, 'def fail(x):\n    raise ValueError("zero")')).toMatchObject({
      outcome: 'solved',
    });
    expect(await check(fail!, 'def fail(x):\n    raise ValueError("none")')).toMatchObject({
      outcome: 'wrong',
    });
    expect(await check(fill!, 'def fill(xs, n):\n    xs[0].append(n)\n    xs.append(n)')).toMatchObject({
      outcome: 'solved',
    });
    expect(await check(fill!, 'def fill(xs, n):\n    xs = xs + [n]')).toMatchObject({ outcome: 'wrong' });
  });

  it('replays generators and coroutines', async () => {
    const [count, soon] = puzzlesOf({
      'lazy.py':
        'def count(n):\n    """\n    >>> next(count(5))\n    5\n    >>> list(zip("ab", count(1)))\n    [(\'a\', 1), (\'b\', 2)]\n    """\n\n' +
        'async def soon(x):\n    """\n    >>> import asyncio\n    >>> asyncio.run(soon(3))\n    3\n    """\n',
    });
    expect(
      await check(count!, 'def count(n):\n    while True:\n        yield n\n        n += 1'),
    ).toMatchObject({
      outcome: 'solved',
    });
    expect(await check(soon!, 'async def soon(x):\n    return x')).toMatchObject({ outcome: 'solved' });
  });

  it('blames the document, not the answer, where the document cannot be loaded', async () => {
    const [one] = puzzlesOf({ 'torn.py': `${double}\n\ndef other(:\n` });
    expect(await check(one!, 'def double(n):\n    return 2 * n')).toMatchObject({ outcome: 'error' });
  });
});

describe('a function with a pytest file beside it', () => {
  const wallet =
    'class Broke(Exception):\n    pass\n\n\ndef change(amount, coins):\n    ...\n\n\ndef other():\n    ...\n';
  const tests =
    'import pytest\nfrom wallet import Broke, change\n\n\n' +
    '@pytest.mark.parametrize("amount, coins, expected", [(6, [1, 3, 4], [3, 3]), pytest.param(0, [1], [])])\n' +
    'def test_fewest(amount, coins, expected):\n    assert change(amount, coins) == expected\n\n\n' +
    'def test_impossible():\n    with pytest.raises(Broke, match="3"):\n        change(3, [2])\n\n\n' +
    'class TestLarge:\n    def test_large(self):\n        assert len(change(100, [1, 50])) == pytest.approx(2)\n\n\n' +
    'def test_nothing():\n    assert True\n';
  const right =
    'def change(amount, coins):\n    best = {0: []}\n    for total in range(1, amount + 1):\n' +
    '        options = [best[total - c] + [c] for c in coins if total - c in best]\n' +
    '        if options:\n            best[total] = min(options, key=len)\n' +
    '    if amount not in best:\n        raise Broke(f"no way to pay {amount}")\n    return best[amount]';
  const [puzzle, ...more] = puzzlesOf({ 'wallet.py': wallet, 'test_wallet.py': tests });

  it('is found where a test reaches it, and only there', () => {
    expect(puzzle?.title).toBe('change');
    expect(more).toEqual([]);
  });

  it('is solved when every test that reaches it passes', async () => {
    expect(await check(puzzle!, right)).toMatchObject({ outcome: 'solved', message: '3 tests passed.' });
  });

  it('names file and line of the assertion that fails', async () => {
    expect(
      await check(puzzle!, 'def change(amount, coins):\n    return [max(coins)] * (amount // max(coins))'),
    ).toMatchObject({
      outcome: 'wrong',
      file: 'test_wallet.py',
      line: 7,
    });
  });

  it.each([
    ['a fixture', 'def test_it(tmp_path):\n    assert change(0, []) == []\n', /fixture tmp_path/],
    [
      'a mark that changes what runs',
      'import pytest\n@pytest.mark.xfail\ndef test_it():\n    assert change(0, []) == []\n',
      /mark\.xfail/,
    ],
    [
      'pytest.fixture',
      'import pytest\n@pytest.fixture\ndef coins():\n    return change(0, [])\ndef test_it(coins):\n    pass\n',
      /pytest\.fixture/,
    ],
    [
      'unittest',
      'import unittest\nclass TestIt(unittest.TestCase):\n    def test_it(self):\n        change(0, [])\n',
      /base class/,
    ],
  ])('says that %s is not supported', async (_, source, message) => {
    const [one] = puzzlesOf({
      'wallet.py': wallet,
      'test_wallet.py': `from wallet import change\n${source}`,
    });
    const verdict = await check(one!, right);
    expect(verdict.outcome).toBe('error');
    expect(verdict.message).toMatch(message);
  });

  it('gives no verdict where tests are defined that cannot be read off the file', async () => {
    const hidden = `${tests}\n\nif True:\n    def test_hidden():\n        assert change(0, []) == [1]\n`;
    const [one] = puzzlesOf({ 'wallet.py': wallet, 'test_wallet.py': hidden });
    expect((await check(one!, right)).outcome).not.toBe('solved');
  });
});

describe('an answer that would pass without being right', () => {
  const [puzzle] = puzzlesOf({
    'double.py': double,
    'test_double.py': 'from double import double\n\ndef test_double():\n    assert double(21) == 42\n',
  });
  const forged = JSON.stringify({ problem: null, checks: [], collected: [], calls: [], missed: false });
  const attacks: [string, string][] = [
    ['leaves with success', 'import os\nos._exit(0)'],
    ['raises SystemExit', 'raise SystemExit(0)'],
    ['prints a report of its own', `print("\\nbaton-report:" + ${JSON.stringify(forged)})\nreturn 0`],
    [
      'prints a report of its own past the capture, and leaves',
      `import os, sys\nos.write(1, b"\\nbaton-report:" + ${JSON.stringify(forged)}.encode() + b"\\n")\nos._exit(0)`,
    ],
    [
      'gives an object equal to everything',
      'class Same:\n    def __eq__(self, other): return True\n    def __repr__(self): return "4" if n == 2 else "-6"\nreturn Same()',
    ],
    [
      'gives an int that lies',
      'class Int(int):\n    def __eq__(self, other): return True\n    def __repr__(self): return "4" if n == 2 else "-6"\nreturn Int(0)',
    ],
    [
      'makes every check of the test program pass',
      'import gc\nfor one in gc.get_objects():\n    if type(one) is list and one and type(one[0]) is dict and "message" in one[0]:\n        one[0]["message"] = None\n' +
        'import doctest\ndoctest.OutputChecker.check_output = lambda *a: True\nimport sys\nsys.modules["double"].double = lambda n: 42\n' +
        'f = sys._getframe()\nwhile f:\n    checks = f.f_locals.get("checks")\n    if checks is not None:\n        class Yes(list):\n            def append(self, x):\n                x["message"] = None\n                list.append(self, x)\n    f = f.f_back\nreturn 0',
    ],
    [
      'patches the rehearsal so that it reports success',
      'import json, __main__\nold = __main__.json.dumps\ndef dumps(x, **k):\n    for c in x.get("checks", []):\n        c["message"] = None\n    return old(x, **k)\nimport sys\n' +
        'f = sys._getframe()\nwhile f:\n    r = f.f_locals.get("report")\n    if r is not None and r.__closure__:\n        for cell in r.__closure__:\n            if callable(cell.cell_contents) and getattr(cell.cell_contents, "__name__", "") == "dumps":\n                cell.cell_contents = dumps\n    f = f.f_back\nreturn 0',
    ],
    [
      'answers otherwise when it is asked alone',
      'import sys\nreturn 2 * n if "pytest" in sys.modules else 0',
    ],
    ['never ends', 'while True: pass'],
    ['recurses for ever', 'return double(n)'],
    ['writes more than is kept', 'print("x" * 10_000_000)\nreturn 0'],
    ['closes its string and its function', 'return 0\n"""\nx = """\n'],
  ];

  it.each(attacks)('does not when it %s', async (attack, body) => {
    const verdict = await puzzle!.check(body, python.run, limitsFor(attack));
    expect(verdict.outcome).not.toBe('solved');
  });

  it('does not when it hides statements behind the function', async () => {
    const body = "return 0\nx = f'{''\n}'\nimport builtins\n";
    expect((await puzzle!.check(body, python.run, limits)).outcome).not.toBe('solved');
  });
});
