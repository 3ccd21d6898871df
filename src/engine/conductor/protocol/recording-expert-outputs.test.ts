import { describe, expect, test } from 'vitest';
import { parseExpertOutputs } from './recording-expert-outputs.ts';

const nudge = 'What next?';

function outputs(text: string): [string, string][] {
  return parseExpertOutputs(text).outputs.map(({ name, reply }) => [name, reply]);
}

describe('recorded user messages', () => {
  test('one reply', () => {
    const parsed = parseExpertOutputs(`ROUND 2:\n\nExpert A's output:\n"""\none\n\ntwo\n"""\n\n${nudge}`);
    expect(parsed).toMatchObject({ round: 2, rest: nudge });
    expect(parsed.outputs).toMatchObject([
      { heading: 'Expert A', name: 'Expert A', key: 'expert a', hallucinated: false, reply: 'one\n\ntwo' },
    ]);
  });

  test('several, joined without a line between', () => {
    const text = `ROUND 2:\n\nExpert A's output:\n"""\none\n"""Expert B's output:\n"""\ntwo\n"""\n\n${nudge}`;
    expect(outputs(text)).toEqual([
      ['Expert A', 'one'],
      ['Expert B', 'two'],
    ]);
  });

  test('several, with a blank line between and long quotes', () => {
    const text = `ROUND 2:\n\nExpert A's output:\n""""\nx = """\n"""\n""""\n\nExpert B's output:\n"""\ntwo\n"""\n\n${nudge}`;
    expect(outputs(text)).toEqual([
      ['Expert A', 'x = """\n"""'],
      ['Expert B', 'two'],
    ]);
  });

  test('a reply that holds triple quotes of its own', () => {
    const reply = 'def f():\n    """Add."""\n"""\nmore\n"""\nend';
    expect(outputs(`ROUND 2:\n\nExpert A's output:\n"""\n${reply}\n"""\n\n${nudge}`)).toEqual([
      ['Expert A', reply],
    ]);
  });

  test('a reply that quotes an output is one reply', () => {
    const reply = `You said:\nExpert B's output:\n"""\n24\n"""\nI agree.`;
    expect(outputs(`ROUND 2:\n\nExpert A's output:\n"""\n${reply}\n"""\n\n${nudge}`)).toEqual([
      ['Expert A', reply],
    ]);
  });

  test('an empty reply', () => {
    expect(outputs(`ROUND 2:\n\nExpert A's output:\n"""\n\n"""\n\n${nudge}`)).toEqual([['Expert A', '']]);
  });

  test('an invented reply that was taken for a call', () => {
    const text = `ROUND 4:\n\nExpert Python's output's output:\n"""\nno\n"""\n\n${nudge}`;
    expect(parseExpertOutputs(text).outputs).toMatchObject([{ name: 'Expert Python', hallucinated: true }]);
  });

  test('a heading with words before the name', () => {
    const text = `ROUND 4:\n\nNow I ask **Expert Poet's output:\n"""\nno\n"""\n\n${nudge}`;
    expect(parseExpertOutputs(text).outputs).toMatchObject([
      { heading: 'Now I ask **Expert Poet', name: 'Expert Poet' },
    ]);
  });

  test('a reminder has none', () => {
    const reminder = 'Answer so:\n\n>> FINAL ANSWER:\n"""\n[answer]\n"""';
    expect(parseExpertOutputs(`ROUND 8:\n\n${reminder}`)).toEqual({ round: 8, outputs: [], rest: reminder });
  });
});

describe('a recorded run of Python', () => {
  const ran = (reply: string, code: string, output: string): string =>
    `ROUND 2:\n\nExpert Python's output:\n"""\n${reply}Here is the Python code used to solve the problem:\n\n${code}\n\nHere is the output of the code when executed:\n\n${output}\n"""\n\n${nudge}`;

  test('is split from the reply', () => {
    const reply = '```python\nprint(1)\n```\n\nPlease run this code!';
    expect(parseExpertOutputs(ran(reply, 'print(1)', '1')).outputs[0]).toMatchObject({
      reply,
      run: { code: 'print(1)', output: '1', outcome: 'printed' },
    });
  });

  test('is told from a program that prints the same words', () => {
    const code = 'print("Here we go:")\n\nHere is the output of the code when executed:\n\nprint(1)';
    const reply = `\`\`\`python\n${code}\n\`\`\`\n\nPlease run this code!`;
    expect(parseExpertOutputs(ran(reply, code, '1')).outputs[0]?.run).toMatchObject({ code, output: '1' });
  });

  test.each([
    ['Error in execution: Traceback (most recent call last):', 'error'],
    ['Execution took too long, aborting...', 'time-limit'],
    ['(No output was generated. It is possible that', 'silent'],
  ] as const)('%s', (output, outcome) => {
    expect(parseExpertOutputs(ran('', 'x', output)).outputs[0]?.run?.outcome).toBe(outcome);
  });
});
