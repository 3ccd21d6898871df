import { parseConductorMessage } from '../src/engine/conductor/protocol/parse-conductor-message.ts';
import type { Bench, Figure } from './bench.ts';

/** Text that repeats one pattern up to a length: each is meant to make some way of reading it slow. */
const families: Readonly<Record<string, (length: number) => string>> = {
  'quotes on lines': repeat('"""\n'),
  'one run of quotes': repeat('"'),
  'runs of four': repeat('""""\n'),
  'runs of growing length': (length) => {
    let text = '';
    for (let count = 4; text.length < length; count += 1)
      text += `Expert A:\n${'"'.repeat((count % 90) + 4)}\n`;
    return text.slice(0, length);
  },
  'calls that never close': repeat('Expert A:\n"""\ntext\n\n'),
  'calls in one another': repeat('Expert A:\n"""\nfor\nExpert B:\n"""\nx\n"""\n'),
  'calls on one line': repeat('Expert A: """x""" '),
  'headings behind quotes': repeat('"""Expert A:\n'),
  'headings and blank lines': repeat('Expert A:\n\n\n\n\n\n\n\n'),
  'names on one line': repeat('Expert '),
  'one endless name': (length) => `Expert ${'A '.repeat(length / 2)}:\n"""`,
  'answers that swallow calls': repeat('>> FINAL ANSWER:\n"""\nx\n\nExpert A:\n"""\ny\n"""\n\n'),
  'answers on one line': repeat(' >> FINAL ANSWER:'),
  'bare answers': repeat('FINAL ANSWER:\n\n'),
  'invented replies': repeat('Expert Python\'s output:\n"""\nx\n'),
  'fences that hide quotes': repeat('Expert A:\n"""\n```\n"""\n```\n'),
  'open fences': repeat('```python\n"""\n'),
  'fences of many lengths': (length) => {
    let text = 'Expert A:\n"""\n';
    for (let count = 0; text.length < length; count += 1) text += `${'`'.repeat(3 + (count % 40))}\n`;
    return text.slice(0, length);
  },
  'docstrings left open': repeat('    """\n    x\n"""\ny:\n"""\nz\n'),
  'strings in code': repeat('x = """\n'),
  'doubtful quotes': repeat('Expert A:\n"""\nx:\n"""\ny\n"""\nz\n"""\n\n'),
  mentions: repeat('a """ b `"""` \\""" '),
  'white space': repeat(' \t\u00a0'),
  'line ends': repeat('\r\n\r\r\n\n'),
  colons: repeat(':'),
  emphasis: repeat('**__'),
};

/** Pieces of which random messages are put together. */
const pieces = [
  '"""',
  '"""\n',
  '\n"""\n\n',
  '""""\n',
  "'''",
  '"',
  '\\"""',
  '`"""`',
  'x = """',
  '    """\n',
  'Expert A:\n',
  'Expert B:\n"""\n',
  '**Expert Python:**\n',
  "Expert Python's output:\n",
  'Expert C: """',
  'ask Expert D:\n',
  '>> FINAL ANSWER:\n',
  'FINAL ANSWER: 42\n',
  '>> FINAL ANSWER: """',
  '```\n',
  '```python\n',
  '~~~\n',
  'ROUND 2:\n',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '    ',
  'Add 2 and 2.',
  'text:\n',
  'def f():\n    """Add."""\n',
  '数学',
  '\u0000',
  '\ud800',
];

/** 64 Ki code units: four times what the published limit of 1,024 tokens allows, and more. */
const longest = 64 * 1024;
const eighth = longest / 8;

/**
 * How long the conductor's parser takes at its worst: a million messages, short and long, put together from what
 * could confuse it; and whether its time grows with its input, family by family.
 */
const parser: Bench = async ({ log, quick }) => {
  const random = xorshift(20240123);
  const count = quick ? 20_000 : 1_000_000;
  const times = new Float64Array(count);
  const slowest = { ms: 0, what: '' };
  const names = Object.keys(families);
  for (let index = 0; index < count; index += 1) {
    const family = names[index % names.length] ?? '';
    // One in a thousand is long, and each family has its turn; the others are as long as real messages.
    const long = index % 1000 < (quick ? 1 : 2);
    const length = long ? longest : 20 + Math.floor(random() * 800);
    const patterned = long ? Math.floor(index / 1000) % 2 === 0 : index % 8 === 0;
    const which = long ? (names[Math.floor(index / 2000) % names.length] ?? '') : family;
    const text = patterned ? (families[which]?.(length) ?? '') : mixture(random, length);
    let ms = timed(text);
    times[index] = ms;
    // Another process, or the garbage collector, is not the parser: what looks slowest is timed again, by the
    // processor's clock.
    if (ms > slowest.ms) ms = Math.min(ms, leastCpu(text, 3));
    if (ms > slowest.ms) Object.assign(slowest, { ms, what: patterned ? which : 'a mixture' });
    if (index % 100_000 === 99_999) {
      log(`${index + 1} messages, slowest ${slowest.ms.toFixed(1)} ms (${slowest.what})`);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }
  times.sort();
  let worst = { ratio: 0, family: '' };
  for (const [family, make] of Object.entries(families)) {
    const short = leastCpu(make(eighth), quick ? 20 : 100);
    const long = leastCpu(make(longest), quick ? 10 : 30);
    const ratio = long / short;
    log(`${family}: ${long.toFixed(2)} ms for 64 Ki, ${ratio.toFixed(1)} times that for 8 Ki`);
    if (ratio > worst.ratio) worst = { ratio, family };
  }
  const figures: Figure[] = [
    { name: 'parser.slowest_ms', value: round(slowest.ms), unit: 'ms', n: count },
    { name: 'parser.us_median', value: round((times[count >> 1] ?? 0) * 1000), unit: 'µs', n: count },
    {
      name: 'parser.linearity',
      value: round(worst.ratio),
      unit: 'time for 64 Ki over time for 8 Ki, worst family',
      n: names.length,
      against: 'linear: 8',
      ratio: round(worst.ratio / 8),
    },
  ];
  return figures;
};

export default parser;

function repeat(pattern: string): (length: number) => string {
  return (length) => pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
}

function mixture(random: () => number, length: number): string {
  let text = '';
  while (text.length < length) text += pieces[Math.floor(random() * pieces.length)] ?? '';
  return text;
}

/** One parse, in milliseconds of a clock on the wall. */
function timed(text: string): number {
  const start = performance.now();
  parseConductorMessage(text);
  return performance.now() - start;
}

/** The least processor time of several parses, in milliseconds: what else the machine does leaves it alone. */
function leastCpu(text: string, times: number): number {
  let least = Infinity;
  for (let count = 0; count < times; count += 1) {
    const start = process.cpuUsage();
    parseConductorMessage(text);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Numbers in [0, 1), the same in every run (Marsaglia's xorshift32). */
function xorshift(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
