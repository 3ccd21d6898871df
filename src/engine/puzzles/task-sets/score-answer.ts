import { verdict, type Verdict } from '../verdict.ts';
import { withoutTypesetting } from '../final-answer.ts';

/*
 * The scorers compare as the published metrics do (Suzgun & Kalai 2024, "exact match" and "soft match"), so that
 * accuracies can be held against the published ones: where those ask for the answer alone, an answer inside a
 * sentence is not solved, though the verdict says when that is all that is wrong with it. What sets an answer in
 * type (bold, quotes, a fence, a Unicode minus) is taken off first.
 */

/** Exact match of one integer. Thousands may be parted by commas; a full stop may end it. */
export function scoreInteger(target: string, answer: string): Verdict {
  const expected = integer(target);
  const given = integer(withoutTypesetting(answer));
  if (expected === undefined) return verdict('error', `The target "${target}" is no whole number.`);
  if (given !== undefined) return compared(given === expected, String(given), String(expected));
  const last = wholeNumbers(answer).at(-1);
  if (last === undefined) return verdict('unparseable', 'There is no number in the answer.');
  return notAlone(last === expected, 'a number');
}

/** Exact match of a list of words: one after the other, parted by spaces, commas, semicolons or new lines. */
export function scoreWords(target: string, answer: string): Verdict {
  const expected = target.toLowerCase().trim().split(/\s+/);
  const bare = withoutTypesetting(answer).toLowerCase();
  const given = bare.replace(/[,;:."]/g, '').split(/\s+/);
  if (given.join(' ') === expected.join(' ')) return verdict('solved', 'The words are in order.');
  const words = bare.match(/[\p{L}\p{N}][\p{L}\p{N}&'’./-]*/gu) ?? [];
  const inside = ` ${words.filter((word) => !/^\d+\.?$/.test(word)).join(' ')} `.includes(
    ` ${expected.join(' ')} `,
  );
  if (inside) return notAlone(true, 'the words');
  const at = given.findIndex((word, index) => word !== expected[index]);
  const found = at === -1 ? 'the end' : `"${(given[at] ?? '').slice(0, 40)}"`;
  const wanted = expected[at === -1 ? given.length : at];
  return verdict(
    'wrong',
    `Word ${(at === -1 ? given.length : at) + 1} is ${found}, not ${wanted ? `"${wanted}"` : 'the end'}.`,
  );
}

/** The most numbers an answer may name: one that names more commits itself to none. */
const mostNumbers = 5;

/**
 * Soft match of a number: the answer names it, whatever stands around it. Stricter than the published metric in
 * two ways: the whole number must match (18 is not in 118), and a list of numbers is no answer.
 */
export function scoreNamedNumber(target: string, answer: string): Verdict {
  const expected = integer(target);
  if (expected === undefined) return verdict('error', `The target "${target}" is no whole number.`);
  const named = [...new Set(wholeNumbers(answer))];
  if (numberTokens(answer).length === 0) return verdict('unparseable', 'There is no number in the answer.');
  if (new Set(numberTokens(answer)).size > mostNumbers) {
    return verdict('unparseable', `The answer names more than ${mostNumbers} numbers.`);
  }
  return compared(named.includes(expected), named.join(', ') || 'no whole number', String(expected));
}

/** Exact match of an option: its letter, in brackets or alone, then perhaps its text; or its text alone. */
export function scoreOption(input: string, target: string, answer: string): Verdict {
  const options = new Map(
    [...input.matchAll(/^\s*\(([A-Z])\)\s*(.+?)\s*$/gm)].map((match) => [
      match[1] ?? '',
      (match[2] ?? '').toLowerCase(),
    ]),
  );
  const expected = /\(?([A-Z])\)?/.exec(target.trim().toUpperCase())?.[1] ?? '';
  const bare = withoutTypesetting(answer).replace(/[*_`]/g, '').trim();
  const letter = /^\(([A-Za-z])\)|^([A-Za-z])(?:[).:]|$)/.exec(bare);
  const text = bare.toLowerCase().replace(/[.!]$/, '');
  const given =
    (letter?.[1] ?? letter?.[2])?.toUpperCase() ?? [...options].find(([, option]) => option === text)?.[0];
  if (given !== undefined) return compared(given === expected, `(${given})`, `(${expected})`);
  const named = [...new Set([...bare.matchAll(/\(([A-Z])\)/g)].map((match) => match[1]))];
  if (named.length !== 1) return verdict('unparseable', 'The answer names no option.');
  return notAlone(named[0] === expected, 'an option');
}

function compared(equal: boolean, given: string, expected: string): Verdict {
  return equal
    ? verdict('solved', `${given} is right.`)
    : verdict('wrong', `${given} instead of ${expected}.`);
}

function notAlone(right: boolean, what: string): Verdict {
  return right
    ? verdict('unparseable', `The answer is right, but not alone: ${what} and nothing else was asked for.`)
    : verdict('wrong', `The answer is not right, nor alone: ${what} and nothing else was asked for.`);
}

/** A whole number by itself, or undefined. */
function integer(text: string): bigint | undefined {
  const bare = text
    .trim()
    .replace(/\.$/, '')
    .replace(/[−–]/g, '-')
    .replace(/^([+-])\s+/, '$1');
  if (!/^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/.test(bare)) return undefined;
  return BigInt(bare.replace(/\.0+$/, '').replace(/[+,]/g, ''));
}

/** The whole numbers in a text, in order: `70,000`, `80.000` and `3.00` are whole, `12.50` is not. */
function wholeNumbers(text: string): bigint[] {
  return numberTokens(text).flatMap((token) => {
    const bare = token
      .replace(/^([+-]?\d{1,3}(?:([.,' ])\d{3})(?:\2\d{3})*)(?![\d])/, (grouped) =>
        grouped.replace(/[.,' ]/g, ''),
      )
      .replace(/[.,]0+$/, '');
    return /^-?\d+$/.test(bare) ? [BigInt(bare)] : [];
  });
}

function numberTokens(text: string): string[] {
  return (
    asciiDigits(text)
      .replace(/[−]/g, '-')
      .match(/(?<![\w.,])-?\d+(?:[.,]\d+)*(?![\d])/g) ?? []
  );
}

/** Decimal digits of every script as 0 to 9: Unicode keeps each script's ten in a row. */
function asciiDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
}
