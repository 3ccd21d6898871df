import { z } from 'zod';
import {
  checkedAnswer,
  finalAnswer,
  hallucinatedReply,
  oddMessage,
} from '../../conductor/conductor-notes.ts';
import type { ChatMessage, ChatReply } from '../../models/chat-model.ts';
import { chatReplySchema } from '../../models/chat-model.ts';
import { type ModelRequest, modelRequestSchema } from '../../models/model-tool.ts';
import {
  type PythonAnswer,
  pythonAnswerSchema,
  type PythonRequest,
  pythonRequestSchema,
} from '../../python/python-run.ts';
import type { RunContext } from '../../runs/context.ts';
import type { Program } from '../../runs/program.ts';
import type { Tool } from '../../runs/tool.ts';
import { UserError } from '../../user-error.ts';

/** What a sample run says wherever a text of the world could stand. */
export interface Voice {
  /** A text at the place of this name; `usual` is what a well-behaved world would say there. */
  say(place: string, usual: string): string;
}

export const plainVoice: Voice = { say: (_place, usual) => usual };

/** The same text everywhere. */
export function hostileVoice(text: string): Voice {
  return { say: () => text };
}

const conductorReplies = [
  `Let me have an expert look for candidates.

Expert Mathematician:
"""
Find an expression that makes 24 of 4, 6, 8 and 12. Use each number once. Say how you found it.
"""`,
  `Expert Python:
"""
Check whether 12 * (4 / (8 - 6)) is 24, and that it uses 4, 6, 8 and 12 once each.
"""

Expert Python's output:
"""
It is 24.
"""`,
  `Two experts shall look at it side by side.

Expert Proofreader:
"""
Is every number of 4, 6, 8, 12 used once in 12 * (4 / (8 - 6))?
"""

Expert Skeptic:
"""
Is 12 * (4 / (8 - 6)) equal to 24?
"""`,
  `>> FINAL ANSWER:
"""
12 * (4 / (8 - 6)) = 24
"""`,
];

const expertReplies: Readonly<Record<string, string>> = {
  'Expert Mathematician': `Start from what 24 divides into. **24 = 12 · 2**, so the other three must make 2:

- 8 − 6 = 2, which leaves 4 unused
- 4 / (8 − 6) = 2 uses all three

So 12 * (4 / (8 - 6)) = 24.`,
  'Expert Python': `I will compute it and count the numbers.

\`\`\`python
import re
expression = "12 * (4 / (8 - 6))"
print(eval(expression))
print(sorted(map(int, re.findall(r"\\d+", expression))))
\`\`\`

Please run this code!`,
  'Expert Proofreader': 'Each of 4, 6, 8 and 12 appears once. Nothing else appears.',
  'Expert Skeptic': '8 − 6 = 2; 4 / 2 = 2; 12 · 2 = 24. It is.',
};

/** The tools of a world that always says the same, in the voice it is given. */
export function sampleTools(voice: Voice): {
  model: Tool<ModelRequest, ChatReply>;
  python: Tool<PythonRequest, PythonAnswer>;
  person: Tool<{ round: number }, { messages: string[] }>;
  dice: Tool<{ sides: number; name: string }, { face: number; remark: string }>;
} {
  let turn = 0;
  return {
    model: {
      kind: 'model',
      version: '1',
      request: modelRequestSchema,
      answer: chatReplySchema,
      perform: ({ messages }, performance) => {
        const last = messages.at(-1)?.content ?? '';
        if (last.includes('the broken one'))
          return Promise.reject(
            new UserError(
              'model-server-failed',
              voice.say('error', 'The server of the model failed: it is out of memory.'),
              voice.say('hint', 'Look at the log of the server, or try again later.'),
            ),
          );
        const conducts = messages[0]?.role === 'system';
        if (turn === 1)
          performance.onAttempt({ reason: voice.say('attempt', 'rate limited (429)'), waitMs: 1200 });
        const reply = conducts
          ? conductorReplies[turn++]
          : expertReplies[/^You are (.*?)\./.exec(last)?.[1] ?? ''];
        const text = voice.say('reply', reply ?? 'I have nothing to add.');
        return Promise.resolve({
          text,
          ...(conducts
            ? {
                reasoning: voice.say(
                  'reasoning',
                  'First a candidate, then a check by running it.\nThen I can answer.',
                ),
              }
            : {}),
          finishReason: turn === 2 ? 'length' : 'stop',
          usage: { promptTokens: 300 + 90 * turn, completionTokens: 60 + text.length, reasoningTokens: 20 },
          latencyMs: 1480,
          firstTokenMs: 210,
          servedModel: voice.say('served', 'sample-1-mini'),
          adjusted: [voice.say('adjusted', 'temperature: dropped')],
          cost: 0.00042,
        });
      },
      spent: ({ usage: { promptTokens, completionTokens }, cost }) => ({
        promptTokens,
        completionTokens,
        cost,
      }),
    },
    python: {
      kind: 'python',
      version: '1',
      request: pythonRequestSchema,
      answer: pythonAnswerSchema,
      perform: ({ code }) =>
        Promise.resolve({
          stdout: voice.say('stdout', '24.0\n[4, 6, 8, 12]\n'),
          stderr: code.includes('sat')
            ? voice.say('stderr', 'Traceback (most recent call last):\n  line 3')
            : '',
          dropped: code.includes('sat') ? 120 : 0,
          outcome: code.includes('sat') ? 'exception' : 'ok',
          ...(code.includes('sat')
            ? {
                exception: {
                  type: voice.say('exception', 'AssertionError'),
                  message: voice.say('exception message', 'the answer has one number too many'),
                  line: 3,
                },
              }
            : {}),
          durationMs: 4.2,
          interpreter: voice.say('interpreter', 'pyodide 314.0.7 (Python 3.14.2)'),
        }),
    },
    person: {
      kind: 'person',
      version: '1',
      request: z.object({ round: z.number() }),
      answer: z.object({ messages: z.array(z.string()) }),
      perform: ({ round }) =>
        Promise.resolve({
          messages: round === 3 ? [voice.say('person', 'Please have it checked twice.')] : [],
        }),
    },
    dice: {
      kind: voice.say('tool', 'dice'),
      version: '1',
      request: z.object({ sides: z.number(), name: z.string() }),
      answer: z.object({ face: z.number(), remark: z.string() }),
      perform: () => Promise.resolve({ face: 4, remark: voice.say('remark', 'on the edge of the table') }),
    },
  };
}

const inputSchema = z.object({
  task: z.object({ question: z.string() }),
  scaffold: z.string(),
  settings: z.object({ conductor: z.string(), expert: z.string(), rounds: z.number() }),
});

/** A session in small, with one of everything that a journal can hold. */
export function sampleProgram(voice: Voice): Program<z.infer<typeof inputSchema>, { answer: string }> {
  const tools = sampleTools(voice);
  return {
    name: voice.say('program', 'solve'),
    version: '1',
    pins: { [voice.say('pin', 'prompt conductor-system')]: voice.say('pinned', '6c1f0b2a') },
    input: inputSchema,
    output: z.object({ answer: z.string() }),
    async run(context, { task, settings }) {
      const history: ChatMessage[] = [
        {
          role: 'system',
          content:
            'You conduct experts. Write to one at a time, and give the final answer when you are sure.',
        },
      ];
      const ask = (
        lane: RunContext,
        name: string,
        label: string,
        model: string,
        messages: readonly ChatMessage[],
      ): Promise<ChatReply> =>
        lane.call(
          name,
          tools.model,
          { model, messages: [...messages], maxTokens: 1024, topP: 0.95 },
          { label },
        );
      const expert = (lane: RunContext, name: string, instruction: string): Promise<ChatReply> =>
        ask(lane, 'expert', voice.say('label', name), settings.expert, [
          { role: 'user', content: `You are ${name}. ${voice.say('instruction', instruction)}` },
        ]);
      let next = task.question;
      const turn = async (round: number): Promise<void> => {
        const { messages } = await context.call('interjection', tools.person, { round }, { label: 'You' });
        history.push({ role: 'user', content: [`ROUND ${round}:`, next, ...messages].join('\n\n') });
        const reply = await ask(context, 'conductor', 'Conductor', settings.conductor, history);
        history.push({ role: 'assistant', content: reply.text });
      };
      const round = (n: number, body: () => Promise<void>): Promise<void> =>
        context.frame('round', voice.say('frame', `Round ${n}`), { round: n }, async () => {
          await turn(n);
          await body();
        });
      await round(1, async () => {
        const { text } = await expert(
          context,
          'Expert Mathematician',
          'Find an expression that makes 24 of 4, 6, 8 and 12.',
        );
        next = `Expert Mathematician's output:\n"""\n${text}\n"""`;
      });
      await round(2, async () => {
        context.note(hallucinatedReply, voice.say('note', 'Invented reply of Expert Python'), {
          round: 2,
          expert: voice.say('expert', 'Expert Python'),
          text: voice.say('invented', 'It is 24.'),
        });
        await expert(context, 'Expert Python', 'Check whether 12 * (4 / (8 - 6)) is 24.');
        const code =
          'import re\nexpression = "12 * (4 / (8 - 6))"\nprint(eval(expression))\nprint(sorted(map(int, re.findall(r"\\d+", expression))))';
        const ran = await context.call(
          'python',
          tools.python,
          {
            code: voice.say('code', code),
            timeLimitMs: 3000,
            outputLimit: 20_000,
            files: { 'notes.txt': voice.say('file', 'a file beside it') },
          },
          { label: 'Expert Python' },
        );
        next = `Expert Python's output:\n"""\n${ran.stdout}\n"""`;
      });
      await round(3, async () => {
        context.note(oddMessage, voice.say('odd', 'There is an odd number of triple quotes.'), {
          round: 3,
          diagnostic: 'odd-quotes',
          message: voice.say('odd message', 'There is an odd number of triple quotes.'),
          start: 12,
          end: 15,
        });
        const names = [voice.say('lane', 'Expert Proofreader'), `${voice.say('lane', 'Expert Skeptic')} 2`];
        await context.all(voice.say('group', 'experts-3'), names, { key: (name) => name }, (lane, name) =>
          expert(lane, name.replace(/ 2$/, ''), 'Look at 12 * (4 / (8 - 6)).'),
        );
        await context.race('race', ['quick', 'slow'], { key: (name) => name }, (lane, name) =>
          lane.call('dice', tools.dice, { sides: 6, name: voice.say('request', name) }),
        );
        await context
          .call(
            'expert',
            tools.model,
            {
              model: settings.expert,
              messages: [{ role: 'user', content: 'the broken one' }],
            },
            { label: 'Expert Statistician' },
          )
          .catch(() => undefined);
      });
      await round(4, () => {
        context.note(finalAnswer, 'Final answer', {
          round: 4,
          text: voice.say('answer', '12 * (4 / (8 - 6)) = 24'),
        });
        return Promise.resolve();
      });
      await context.frame('check', 'Check', {}, () =>
        context.call(
          'check',
          tools.python,
          {
            code: 'def sat(x):\n    ...\nassert sat("12 * (4 / (8 - 6))")',
            timeLimitMs: 9000,
            outputLimit: 20_000,
          },
          { label: 'Check' },
        ),
      );
      context.note(checkedAnswer, voice.say('verdict', 'The expression is 24 and uses each number once.'), {
        outcome: 'solved',
        message: voice.say('verdict', 'The expression is 24 and uses each number once.'),
      });
      return { answer: voice.say('output', '12 * (4 / (8 - 6))') };
    },
  };
}

export const sampleInput = {
  task: {
    question:
      'Use the numbers 4, 6, 8 and 12, each exactly once, with + - * / and parentheses, to make 24. Answer with one expression.',
  },
  scaffold: 'meta',
  settings: {
    conductor: 'recorded:samples/game-of-24.jsonl',
    expert: 'http://127.0.0.1:8000/v1#sample-mini',
    rounds: 16,
  },
};
