/** An expert's name read from a heading. */
export interface ExpertName {
  /** As written, markup and doubled spaces taken out: `Expert Chess Player 3`. */
  readonly name: string;
  /** True for `Expert Name's output` and its like: words put into the expert's mouth, never a call. */
  readonly reply: boolean;
  /** Written as a name is: every word begins with a capital or a digit, but for small words (`of`, `and`). */
  readonly capitalised: boolean;
}

/** Longer names than any that transcripts show (34 characters, four words), shorter than a sentence. */
const longestName = 80;
const mostWords = 8;

const letters = /^[\p{L}\p{N}(][\p{L}\p{N} \t\-‐‑–_'’&/+#.()]*$/u;
const sentenceEnd = /(?<!\b(?:Dr|Prof|Mr|Ms|Mrs|St))\.\s|\.$/;
const smallWords = new Set([
  'of',
  'and',
  'in',
  'for',
  'the',
  'on',
  'with',
  'to',
  'at',
  'a',
  'an',
  'de',
  'von',
]);
/** Words that make a sentence of what looks like a name: `Expert Python has found`. */
const verbs =
  /\s(?:is|are|has|have|had|was|were|will|would|can|could|should|may|might|must|did|does|gave|gives|found|finds|provided|provides|confirmed|confirms|verified|verifies|said|says|wrote|writes|replied|replies|responded|responds|answered|answers|reported|reports|concluded|concludes|states|stated|suggests|suggested|returned|returns)(?=\s|$)/;
const replyNouns =
  'outputs?|repl(?:y|ies)|responses?|answers?|results?|solutions?|verifications?|feedback|reasoning|conclusions?|analysis|code|explanations?|reviews?|comments?|reports?|messages?|executions?|statements?|findings?|evaluations?';
const possessiveReply = new RegExp(
  `^(.+?)(?:['’]s|s['’])\\s(?:.*\\s)?(?:${replyNouns})(?:\\s*\\(.*\\))?$`,
  'i',
);
const plainReply = /^(.+?)\s(?:outputs?|repl(?:y|ies)|responses?)$/i;

/** Reads `Expert …` (without the colon) as an expert's name; undefined where it is no name but a sentence. */
export function expertName(heading: string): ExpertName | undefined {
  const text = heading.replace(/\s+/g, ' ').trim();
  const body = /^expert (.+)$/i.exec(text)?.[1];
  if (body === undefined || body.length > longestName) return undefined;
  const possessive = possessiveReply.exec(text) ?? plainReply.exec(text);
  const name = possessive?.[1] ?? text;
  const words = body.split(' ');
  if (words.length > mostWords || !letters.test(body) || sentenceEnd.test(body) || verbs.test(body))
    return undefined;
  // `Expert Output` is an expert called Output.
  if (/^expert$/i.test(name)) return { name: text, reply: false, capitalised: isCapitalised(words) };
  return { name, reply: possessive !== null, capitalised: isCapitalised(words) };
}

/** The name to compare experts by, whatever their case and spacing. */
export function expertKey(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLowerCase();
}

function isCapitalised(words: readonly string[]): boolean {
  return words.every((word) => /^[\p{Lu}\p{Lo}\p{Lt}\p{N}(&/+#\-–]/u.test(word) || smallWords.has(word));
}
