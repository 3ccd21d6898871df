import { verdict, type Verdict } from '../verdict.ts';
import { type Pronunciations, rhymes } from './rhymes.ts';

const scheme = 'A B A B C D C D E F E F G G'.split(' ');

/** The words that a sonnet must contain, as its target names them: `ABAB CDCD EFEF GG, grass value jail`. */
export function sonnetWords(target: string): string[] {
  return (target.split(',')[1] ?? '')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Whether a poem has fourteen lines, the rhymes of a Shakespearean sonnet, and the words, verbatim. */
export function scoreSonnet(target: string, answer: string, dictionary: Pronunciations): Verdict {
  const lines = answer
    .split(/\r?\n/)
    // Some models write the scheme's letter after each line.
    .map((line) => line.replace(/\s*[([]?\b[A-G]\b[)\]]?\s*$/, '').trim())
    .filter((line) => /\p{L}/u.test(line));
  if (lines.length !== scheme.length)
    return verdict('wrong', `It has ${lines.length} lines, not ${scheme.length}.`);
  const missing = sonnetWords(target).filter(
    (word) => !new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(word)}(?![\\p{L}\\p{N}])`, 'iu').test(answer),
  );
  if (missing.length > 0)
    return verdict('wrong', `It lacks ${missing.map((word) => `"${word}"`).join(', ')}.`);
  const ends = lines.map((line) => (line.match(/[\p{L}'’]+/gu) ?? []).at(-1) ?? '');
  for (const [index, letter] of scheme.entries()) {
    const first = scheme.indexOf(letter);
    const [one, other] = [ends[first] ?? '', ends[index] ?? ''];
    if (first < index && !rhymes(one, other, dictionary))
      return verdict('wrong', `"${one}" and "${other}" do not rhyme (${letter}).`);
  }
  return verdict('solved', 'Fourteen lines, the rhymes and the words.');
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
