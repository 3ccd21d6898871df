import { writeFileSync } from 'node:fs';
import type { Unnumbered } from '../../src/engine/runs/moment.ts';

/** A moment as samples give it: number and time are added where they are written. */
export type SampleMoment = Unnumbered & { readonly t?: number };

const start = Date.UTC(2026, 10, 24, 9, 0, 0);

/** Writes a journal of these moments, a second apart unless they say otherwise. */
export function writeJournal(path: string, moments: Iterable<SampleMoment>): void {
  const lines: string[] = [];
  for (const { kind, ...rest } of moments) {
    lines.push(`${JSON.stringify({ n: lines.length, t: start + lines.length * 800, kind, ...rest })}\n`);
  }
  writeFileSync(path, lines.join(''));
}

export function header(title: string, extra: Partial<SampleMoment> = {}): SampleMoment {
  return {
    kind: 'run',
    format: 1,
    run: '20261124-090000-abcdef',
    title,
    program: { name: 'solve', version: '1' },
    pins: { conductor: '3f2a' },
    input: {
      task: { question: 'Using 3, 3, 8 and 8 exactly once each, with + − × ÷ and brackets, make 24.' },
      scaffold: 'meta',
      settings: {
        conductor: 'openai:gpt-x',
        expert: 'openai:gpt-x',
        maxTokens: 1024,
        python: true,
        rounds: 16,
        codeTimeMs: 3000,
        outputLimit: 10000,
      },
    },
    ...extra,
  } as SampleMoment;
}

export interface Said {
  readonly reasoning?: string;
  readonly promptTokens?: number;
  readonly completionTokens?: number;
  readonly cost?: number;
  readonly finishReason?: string;
}

export function model(
  address: string,
  label: string,
  messages: readonly (readonly [role: string, content: string])[],
): SampleMoment {
  return {
    kind: 'asked',
    address,
    tool: 'model',
    label,
    digest: '0'.repeat(32),
    request: {
      model: 'openai:gpt-x',
      messages: messages.map(([role, content]) => ({ role, content })),
      maxTokens: 1024,
      temperature: 0,
    },
  };
}

export function reply(address: string, text: string, said: Said = {}): SampleMoment {
  return {
    kind: 'answered',
    address,
    answer: {
      text,
      ...(said.reasoning === undefined ? {} : { reasoning: said.reasoning }),
      finishReason: said.finishReason ?? 'stop',
      usage: { promptTokens: said.promptTokens ?? 412, completionTokens: said.completionTokens ?? 96 },
      latencyMs: 1234,
      ...(said.cost === undefined ? {} : { cost: said.cost }),
    },
  };
}

export function silence(round: number): SampleMoment[] {
  const address = `interjection#${round}`;
  return [
    { kind: 'asked', address, tool: 'person', label: 'You', digest: '1'.repeat(32), request: { round } },
    { kind: 'answered', address, answer: { messages: [] } },
  ];
}

export function python(
  address: string,
  label: string,
  code: string,
  stdout: string,
  extra: Record<string, unknown> = {},
): SampleMoment[] {
  return [
    {
      kind: 'asked',
      address,
      tool: 'python',
      label,
      digest: '2'.repeat(32),
      request: { code, timeLimitMs: 3000, outputLimit: 10_000 },
    },
    {
      kind: 'answered',
      address,
      answer: {
        stdout,
        stderr: '',
        dropped: 0,
        outcome: 'ok',
        durationMs: 41,
        interpreter: 'pyodide',
        ...extra,
      } as never,
    },
  ];
}

const system =
  'You are Meta-Expert, an extremely clever expert with the ability to collaborate with multiple experts.';
const task = 'ROUND 1:\n\nUsing 3, 3, 8 and 8 exactly once each, with + − × ÷ and brackets, make 24.';
const code = `from itertools import permutations, product

def solve(numbers, goal=24):
    """Tries every expression over the four numbers."""
    for a, b, c, d in permutations(numbers):
        for p, q, r in product("+-*/", repeat=3):
            for shape in ("(({a}{p}{b}){q}{c}){r}{d}", "{a}{p}({b}{q}({c}{r}{d}))", "{a}{p}({b}{q}{c}{r}{d})"):
                text = shape.format(a=a, b=b, c=c, d=d, p=p, q=q, r=r)
                try:
                    if abs(eval(text) - goal) < 1e-9:
                        return text
                except ZeroDivisionError:
                    continue

print(solve([3, 3, 8, 8]))`;
const pythonReply = `A brute-force search is safest here. I try every order, every operator and the shapes of brackets that matter.\n\n\`\`\`python\n${code}\n\`\`\`\n\nPlease run this code!`;
const conductorReply = `The numbers resist the usual pairings, so I ask for two independent attempts.\n\nExpert Mathematician:\n"""\nFind an expression over 3, 3, 8, 8 that equals 24. Consider fractions.\n"""\n\nExpert Essayist:\n"""\nSay in one sentence why this instance is hard.\n"""`;

/** A session with everything that a session can have. */
export function session(): SampleMoment[] {
  return [
    header('Solve 3 3 8 8'),
    { kind: 'opened', address: 'round#1', frame: 'round', label: 'Round 1', fields: { round: 1 } },
    ...silence(1),
    model('conductor#1', 'Conductor', [
      ['system', system],
      ['user', task],
    ]),
    reply('conductor#1', conductorReply, {
      reasoning:
        'The task is the Game of 24. 8 ÷ (3 − 8 ÷ 3) comes to mind: 3 − 8/3 = 1/3, and 8 ÷ 1/3 = 24.\nLet me have it checked by an independent expert.',
      promptTokens: 1312,
      completionTokens: 184,
      cost: 0.0042,
    }),
    { kind: 'lanes', address: 'experts-1#lanes', group: 'experts-1', keys: ['1', '2'], mode: 'all' },
    model('experts-1/1/expert#1', 'Expert Mathematician', [
      [
        'user',
        'You are Expert Mathematician.\n\nFind an expression over 3, 3, 8, 8 that equals 24. Consider fractions.',
      ],
    ]),
    model('experts-1/2/expert#1', 'Expert Essayist', [
      ['user', 'You are Expert Essayist.\n\nSay in one sentence why this instance is hard.'],
    ]),
    { kind: 'attempt', address: 'experts-1/2/expert#1', reason: 'the server was busy (429)', waitMs: 1200 },
    reply('experts-1/1/expert#1', '8 ÷ (3 − 8 ÷ 3) = 24', { cost: 0.0011 }),
    reply(
      'experts-1/2/expert#1',
      'Because the solution needs a fraction on the way: no pair of these whole numbers leads to 24 by whole steps.',
      { finishReason: 'length' },
    ),
    { kind: 'joined', address: 'experts-1#lanes' },
    { kind: 'closed', address: 'round#1', outcome: 'done' },
    { kind: 'resumed', dropped: 118 },
    { kind: 'opened', address: 'round#2', frame: 'round', label: 'Round 2', fields: { round: 2 } },
    ...silence(2),
    model('conductor#2', 'Conductor', [
      ['system', system],
      ['user', task],
      ['assistant', conductorReply],
      ['user', 'ROUND 2:\n\nExpert Mathematician\'s output:\n"""\n8 ÷ (3 − 8 ÷ 3) = 24\n"""'],
    ]),
    reply(
      'conductor#2',
      'Let me verify this by code.\n\nExpert Python:\n"""\nWrite a program that finds every solution of 3 3 8 8 for 24.\n"""\n\nExpert Python\'s output:\n"""\n(8/(3-8/3))\n"""',
      { promptTokens: 1711, completionTokens: 80, cost: 0.005 },
    ),
    {
      kind: 'note',
      address: 'hallucinated-reply#1',
      note: 'hallucinated-reply',
      label: 'Invented reply of Expert Python',
      fields: { round: 2, expert: 'Expert Python', text: '(8/(3-8/3))' },
    },
    {
      kind: 'note',
      address: 'odd-message#1',
      note: 'odd-message',
      label: 'A heading follows text on the same line.',
      fields: {
        round: 2,
        diagnostic: 'heading-in-line',
        message: 'A heading follows text on the same line.',
        start: 12,
        end: 30,
      },
    },
    model('expert#1', 'Expert Python', [
      ['user', 'You are Expert Python.\n\nWrite a program that finds every solution of 3 3 8 8 for 24.'],
    ]),
    reply('expert#1', pythonReply, { completionTokens: 310, cost: 0.003 }),
    ...python('python#1', 'Expert Python', code, '8/(3-8/3)\n'),
    { kind: 'closed', address: 'round#2', outcome: 'done' },
    { kind: 'opened', address: 'round#3', frame: 'round', label: 'Round 3', fields: { round: 3 } },
    {
      kind: 'asked',
      address: 'interjection#3',
      tool: 'person',
      label: 'You',
      digest: '1'.repeat(32),
      request: { round: 3 },
    },
    {
      kind: 'answered',
      address: 'interjection#3',
      answer: { messages: ['Give the answer with the signs that the puzzle uses.'] },
    },
    model('conductor#3', 'Conductor', [
      ['system', system],
      ['user', task],
      ['assistant', conductorReply],
      ['user', 'ROUND 2'],
      ['assistant', '…'],
      [
        'user',
        'ROUND 3:\n\nExpert Python\'s output:\n"""\n8/(3-8/3)\n"""\n\nA person says: Give the answer with the signs that the puzzle uses.',
      ],
    ]),
    reply('conductor#3', '>> FINAL ANSWER:\n"""\n8 / (3 - 8 / 3)\n"""', {
      promptTokens: 2290,
      completionTokens: 24,
      cost: 0.0048,
    }),
    {
      kind: 'note',
      address: 'final-answer#1',
      note: 'final-answer',
      label: 'Final answer',
      fields: { round: 3, text: '8 / (3 - 8 / 3)' },
    },
    { kind: 'closed', address: 'round#3', outcome: 'done' },
    { kind: 'opened', address: 'check#1', frame: 'check', label: 'Check', fields: {} },
    ...python('check#2', 'Check', 'assert eval("8 / (3 - 8 / 3)") == 24', '', {
      outcome: 'exception',
      stderr: 'Traceback (most recent call last):\n  File "<program>", line 1, in <module>\nAssertionError',
      exception: { type: 'AssertionError', message: '', line: 1 },
    }),
    { kind: 'closed', address: 'check#1', outcome: 'done' },
    {
      kind: 'note',
      address: 'checked-answer#1',
      note: 'checked-answer',
      label: 'Solved: the expression is 24.',
      fields: { outcome: 'solved', message: 'Solved: the expression is 24.' },
    },
    { kind: 'finished', outcome: 'done', output: { rounds: 3, finalAnswer: '8 / (3 - 8 / 3)' } },
    {
      kind: 'aside',
      id: 'aside-1',
      tool: 'model',
      label: 'Conductor',
      request: { model: 'openai:gpt-x', messages: [{ role: 'user', content: 'Why two experts?' }] },
    },
    {
      kind: 'aside-answered',
      id: 'aside-1',
      answer: {
        text: 'To have independent attempts.',
        finishReason: 'stop',
        usage: { promptTokens: 12, completionTokens: 8 },
        latencyMs: 300,
      },
    },
  ];
}

/** A run of about so many moments: rounds of ten calls, every tenth with lanes. */
export function* longRun(moments: number): Generator<SampleMoment> {
  yield header('A long run');
  let written = 1;
  const words =
    'A reply of the length that experts give, more or less: a sentence or two of plain English, and a figure. ';
  for (let round = 1; written < moments - 1; round++) {
    const frame = `round#${round}`;
    yield { kind: 'opened', address: frame, frame: 'round', label: `Round ${round}`, fields: { round } };
    for (let nth = 0; nth < 11; nth++) {
      const address = `expert#${round * 11 + nth}`;
      yield model(address, nth === 0 ? 'Conductor' : `Expert ${nth}`, [
        ['user', `${words}Instruction ${round}.${nth}`],
      ]);
      yield reply(address, words.repeat(1 + ((round * 7 + nth * 3) % 9)) + `needle-${round}-${nth}`);
      written += 2;
    }
    yield { kind: 'closed', address: frame, outcome: 'done' };
    written += 2;
  }
  yield { kind: 'finished', outcome: 'done' };
}
