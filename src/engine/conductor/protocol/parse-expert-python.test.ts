import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpertPython } from './parse-expert-python.ts';

const code = 'x = 1\nprint(x)';
const asked = 'Please run this code!';

describe('the block that is asked to be run', () => {
  test.each([
    ['as published', `Here:\n\n\`\`\`python\n${code}\n\`\`\`\n\n${asked}`, code],
    ['without a language', `\`\`\`\n${code}\n\`\`\`\n${asked}`, code],
    ['with tildes', `~~~python\n${code}\n~~~\n${asked}`, code],
    ['with CRLF', `\`\`\`python\r\nx = 1\r\nprint(x)\r\n\`\`\`\r\n${asked}`, 'x = 1\r\nprint(x)'],
    [
      'indented in a list',
      `1. So:\n   \`\`\`python\n   if x:\n       y()\n   \`\`\`\n${asked}`,
      'if x:\n    y()',
    ],
    ['a longer fence', `\`\`\`\`python\nprint('''\n\`\`\`\n''')\n\`\`\`\`\n${asked}`, "print('''\n```\n''')"],
    [
      'the last of several before the phrase',
      `\`\`\`\nold()\n\`\`\`\nBetter:\n\`\`\`\n${code}\n\`\`\`\n${asked}`,
      code,
    ],
    ['not one behind the phrase', `\`\`\`\n${code}\n\`\`\`\n${asked}\n\`\`\`\n42\n\`\`\``, code],
    ['not closed', `\`\`\`python\n${code}\n${asked}`, code],
    [
      'not closed, with the phrase behind code',
      `\`\`\`python\n${code}\n\n# done\n${asked}`,
      `${code}\n\n# done`,
    ],
    ['on one line', `\`\`\`print(1)\`\`\`\n${asked}`, 'print(1)'],
    ['on one line, named', `\`\`\`python print(1)\`\`\` ${asked}`, undefined],
    ['in other words', '```\nprint(1)\n```\n**please run the code**', 'print(1)'],
    ['over a line break', '```\nprint(1)\n```\nPlease\nrun this code.', 'print(1)'],
    ['announced before it is said', `I end with "${asked}":\n\`\`\`\n${code}\n\`\`\`\n${asked}`, code],
    [
      'the phrase in a comment of the block',
      `\`\`\`python\n${code}\n# ${asked}\n\`\`\``,
      `${code}\n# ${asked}`,
    ],
    [
      'a docstring in it',
      `\`\`\`python\ndef f():\n    """Add."""\n\`\`\`\n${asked}`,
      'def f():\n    """Add."""',
    ],
    ['empty', `\`\`\`python\n\`\`\`\n${asked}`, ''],
    ['no block at all', `print(1)\n${asked}`, undefined],
  ])('%s', (_, reply, expected) => {
    const parsed = parseExpertPython(reply);
    expect(parsed.asks).toBe(true);
    expect(parsed.code).toBe(expected);
  });
});

describe('replies that do not ask', () => {
  test.each([
    ['no phrase', `\`\`\`python\n${code}\n\`\`\``],
    ['a refusal', `\`\`\`python\n${code}\n\`\`\`\nPlease do not run this code!`],
    ['nothing', ''],
  ])('%s', (_, reply) => {
    expect(parseExpertPython(reply)).toEqual({ asks: false });
  });
});

test('positions: the range is where the lines of the block stand', () => {
  const reply = `Here:\n\`\`\`python\n${code}\n\`\`\`\n${asked}`;
  const { block: found, phraseRange } = parseExpertPython(reply);
  expect(reply.slice(found?.range.start, found?.range.end)).toBe(code);
  expect(reply.slice(phraseRange?.start, phraseRange?.end)).toBe(asked);
  expect(found?.language).toBe('python');
});

test('for any text: never throws, and the ranges are in it', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '```',
      '```\n',
      '```python\n',
      '~~~',
      '\n',
      '  ',
      'print(1)\n',
      asked,
      'please run',
      '`',
      '\r\n',
      '````\n',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const reply = pieces.join('');
      const parsed = parseExpertPython(reply);
      expect(parsed.asks).toBe(/please[\s,]+run[\s]+(this|the)[\s]+(python[\s]+)?code/i.test(reply));
      expect(parsed.block === undefined).toBe(parsed.code === undefined);
      if (!parsed.block) return;
      const { range } = parsed.block;
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThanOrEqual(reply.length);
    }),
    { numRuns: 2000 },
  );
});
