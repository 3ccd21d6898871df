/** Pronunciations by lower-case word: ARPAbet with stress digits; further ones under `word(1)`, `word(2)`, … */
export type Pronunciations = Readonly<Record<string, string>>;

/**
 * Whether two words rhyme: they sound alike from the last stressed vowel on, or, where verse can stress the last
 * syllable of both (`see`, `mystery`), from that one's vowel on. A word does not rhyme with itself. Words that the
 * dictionary lacks are compared by their spelling.
 */
export function rhymes(one: string, other: string, dictionary: Pronunciations): boolean {
  const [a, b] = [plainWord(one), plainWord(other)];
  if (a === b || a === '' || b === '') return false;
  const [soundsA, soundsB] = [soundsOf(a, dictionary), soundsOf(b, dictionary)];
  if (soundsA.length === 0 || soundsB.length === 0) return spelledEnd(a) === spelledEnd(b);
  return soundsA.some((x) => soundsB.some((y) => alike(x, y)));
}

const isVowel = (phone: string): boolean => /\d$/.test(phone);
const isStressed = (phone: string): boolean => /[12]$/.test(phone);
/** Phones without stress; `cost` and `lost`, `fire` and `aspire` are one sound each, however they are written down. */
const unstressed = (phones: readonly string[]): string =>
  phones
    .map((phone) => phone.replace(/\d$/, ''))
    .join(' ')
    .replaceAll('AO', 'AA')
    .replace(/\b(AY|AW) ER\b/g, '$1 R');

function alike(a: readonly string[], b: readonly string[]): boolean {
  const perfect =
    unstressed(a.slice(a.findLastIndex(isStressed))) === unstressed(b.slice(b.findLastIndex(isStressed)));
  return perfect || (canEndStressed(a) && canEndStressed(b) && lastSyllable(a) === lastSyllable(b));
}

const lastSyllable = (phones: readonly string[]): string =>
  unstressed(phones.slice(phones.findLastIndex(isVowel)));

function canEndStressed(phones: readonly string[]): boolean {
  const vowels = phones.filter(isVowel);
  return isStressed(vowels.at(-1) ?? '') || !isStressed(vowels.at(-2) ?? '');
}

/** All pronunciations that the dictionary has of a word. */
function soundsOf(word: string, dictionary: Pronunciations): string[][] {
  const found: string[][] = [];
  for (let index = 0; ; index++) {
    const key = index === 0 ? word : `${word}(${index})`;
    const phones = Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;
    if (phones === undefined) return found;
    found.push(phones.split(' '));
  }
}

const plainWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/^'+|'+$/g, '');

const spelledEnd = (word: string): string => /[aeiouy]+[^aeiouy]*e?$/.exec(word)?.[0] ?? word;
