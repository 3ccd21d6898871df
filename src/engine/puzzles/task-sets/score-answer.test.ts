import { describe, expect, it } from 'vitest';
import { dictionary } from 'cmu-pronouncing-dictionary';
import { rhymes } from './rhymes.ts';
import { scoreInteger, scoreNamedNumber, scoreOption, scoreWords } from './score-answer.ts';
import { scoreMove } from './score-move.ts';
import { scoreSonnet } from './score-sonnet.ts';

describe('an exact whole number', () => {
  it.each([
    ['-8840', '-8840', 'solved'],
    ['-8840', '−8840', 'solved'],
    ['-8840', '-8,840', 'solved'],
    ['-8840', '**-8840**', 'solved'],
    ['-8840', '$-8840$', 'solved'],
    ['-8840', '\\boxed{-8840}', 'solved'],
    ['-8840', '"-8840."', 'solved'],
    ['-8840', '```\n-8840\n```', 'solved'],
    ['24', '24.0', 'solved'],
    ['24', '2.4', 'unparseable'],
    ['24', '024x', 'unparseable'],
    ['8840', '-8840', 'wrong'],
    ['24', '1,24', 'unparseable'],
    ['24', '3 * 8 = 24', 'unparseable'],
    ['24', 'The result is 24.', 'unparseable'],
    ['24', 'The result is 25.', 'wrong'],
    ['24', 'none', 'unparseable'],
  ])('%s: %j is %s', (target, answer, outcome) => {
    expect(scoreInteger(target, answer).outcome).toBe(outcome);
  });
});

describe('a list of words in order', () => {
  const target = "alcohol behold it&t you've";
  it.each([
    ["alcohol behold it&t you've", 'solved'],
    ["Alcohol, behold, it&t, you've.", 'solved'],
    ["alcohol\nbehold\nit&t\nyou've", 'solved'],
    ["alcohol; behold;\r\nit&t;  you've", 'solved'],
    ["`alcohol behold it&t you've`", 'solved'],
    ["alcohol it&t behold you've", 'wrong'],
    ['alcohol behold it&t', 'wrong'],
    ["alcohol behold it&t you've zebra", 'unparseable'],
    ["The sorted list is: alcohol behold it&t you've", 'unparseable'],
    ["- alcohol\n- behold\n- it&t\n- you've", 'unparseable'],
    ["1. alcohol\n2. behold\n3. it&t\n4. you've", 'unparseable'],
    ['', 'wrong'],
  ])('%j is %s', (answer, outcome) => {
    expect(scoreWords(target, answer).outcome).toBe(outcome);
  });
});

describe('a number named in an answer', () => {
  it.each([
    ['18', 'She earns 18 dollars a day.', 'solved'],
    ['18', 'She earns $18.00.', 'solved'],
    ['3', 'A total of 3 skeins (2 blue and 1 white).', 'solved'],
    ['70000', 'Er verdient 70.000 US-Dollar.', 'solved'],
    ['70000', 'A profit of 70,000 USD', 'solved'],
    ['18', 'She earns 118 dollars.', 'wrong'],
    ['18', 'She earns 18.5 dollars.', 'wrong'],
    ['18', 'She earns -18 dollars.', 'wrong'],
    ['18', '১৮ টাকা', 'solved'],
    ['18', '1 2 3 4 5 6 18', 'unparseable'],
    ['18', 'eighteen', 'unparseable'],
  ])('%s: %j is %s', (target, answer, outcome) => {
    expect(scoreNamedNumber(target, answer).outcome).toBe(outcome);
  });
});

describe('an option', () => {
  const input = 'This draws a\nOptions:\n(A) circle\n(B) heptagon\n(K) ellipse';
  it.each([
    ['(B) heptagon', 'solved'],
    ['(B)', 'solved'],
    ['B', 'solved'],
    ['b) heptagon', 'solved'],
    ['**(B) heptagon**', 'solved'],
    ['Heptagon.', 'solved'],
    ['(A) heptagon', 'wrong'],
    ['circle', 'wrong'],
    ['It is (B) heptagon.', 'unparseable'],
    ['Between (A) and (B)', 'unparseable'],
  ])('%j is %s', (answer, outcome) => {
    expect(scoreOption(input, '(B)', answer).outcome).toBe(outcome);
  });
});

describe('a mate in one', () => {
  const fool = '1. f3 e5 2. g4';
  const scholar = '1. e4 e5 2. Bc4 Nc6 3. Qh5 Nf6 4.';
  it.each([
    [fool, 'Qh4#', 'solved'],
    [fool, '2... Qh4#', 'solved'],
    [fool, '2. ... Qh4', 'solved'],
    [fool, 'The move is 2...Qh4#.', 'solved'],
    [fool, '1. f3 e5 2. g4 Qh4#', 'solved'],
    [fool, '2... Qg5 3. h4 Qh4#', 'wrong'],
    [fool, 'Qh5#', 'wrong'],
    [fool, 'Checkmate!', 'unparseable'],
    [scholar, '4. Qxf7#', 'solved'],
    [scholar, 'Qxf7+', 'solved'],
    [scholar, 'Qf7#', 'wrong'],
    [scholar, 'Bxf7+', 'wrong'],
  ])('after %s: %j is %s', (game, answer, outcome) => {
    expect(scoreMove(game, answer).outcome).toBe(outcome);
  });

  it('is no verdict where the game cannot be played', () => {
    expect(scoreMove('1. e5 e4 2.', 'Qf7#').outcome).toBe('error');
  });
});

describe('a rhyme', () => {
  it.each([
    ['day', 'away', true],
    ['cost', 'lost', true],
    ['fire', 'aspire', true],
    ['see', 'mystery', true],
    ['stopping', 'dropping', true],
    ['stopping', 'walking', false],
    ['day', 'day', false],
    ['love', 'move', false],
    ['heart', 'hearts', false],
    ['flumbious', 'glumbious', true],
    ['constructor', '__proto__', false],
  ])('%s and %s: %s', (one, other, is) => {
    expect(rhymes(one, other, dictionary)).toBe(is);
  });
});

describe('a sonnet', () => {
  const ends = [
    'night',
    'day',
    'light',
    'way',
    'stone',
    'fire',
    'alone',
    'desire',
    'deep',
    'air',
    'sleep',
    'fair',
    'sea',
    'free',
  ];
  const poem = ends.map(
    (end, index) => `${index === 4 ? 'The grass' : 'A line'} that comes at last to ${end}`,
  );
  const score = (lines: string[]) =>
    scoreSonnet('ABAB CDCD EFEF GG, grass line', lines.join('\n'), dictionary);

  it('has fourteen lines, its rhymes and its words', () => {
    expect(score(poem).outcome).toBe('solved');
    expect(score(poem.map((line, index) => `${line} (${'ABABCDCDEFEFGG'.charAt(index)})`)).outcome).toBe(
      'solved',
    );
    expect(score(poem.slice(1)).message).toBe('It has 13 lines, not 14.');
    expect(score(poem.with(4, 'A grassy slope of stone')).message).toBe('It lacks "grass".');
    expect(score(poem.with(13, 'A line of love')).message).toBe('"sea" and "love" do not rhyme (G).');
  });
});
