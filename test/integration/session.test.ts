import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { interjectionTool, Mailbox } from '../../src/engine/conductor/interjection.ts';
import { loadPrompts, type Prompts } from '../../src/engine/conductor/prompts/load-prompts.ts';
import type { ScaffoldName } from '../../src/engine/conductor/scaffold.ts';
import { scaffolds } from '../../src/engine/conductor/scaffolds.ts';
import { publishedSettings, type SessionSettings } from '../../src/engine/conductor/settings.ts';
import { type SolveInput, solveProgram } from '../../src/engine/conductor/solve-program.ts';
import { CapabilityMemory } from '../../src/engine/models/capability-store.ts';
import { EnvironmentKeys } from '../../src/engine/models/key-source.ts';
import type { ModelLimits } from '../../src/engine/models/limits.ts';
import { modelTool } from '../../src/engine/models/model-tool.ts';
import { OpenAIModel } from '../../src/engine/models/openai-model.ts';
import { ModelRegistry } from '../../src/engine/models/registry.ts';
import { parseMoment } from '../../src/engine/moments.ts';
import { findPuzzles } from '../../src/engine/puzzles/find-puzzles.ts';
import type { PythonRunner } from '../../src/engine/python/python-run.ts';
import { pythonTool } from '../../src/engine/python/python-tool.ts';
import { forkRun } from '../../src/engine/runs/fork-run.ts';
import type { Moment } from '../../src/engine/runs/moment.ts';
import { resumeRun } from '../../src/engine/runs/resume-run.ts';
import { startRun } from '../../src/engine/runs/start-run.ts';
import { type ChatBody, chatBodySchema } from '../fakes/play-scripted.ts';
import { FakeOpenAIServer } from '../fakes/openai-server.ts';
import { puzzleModel } from '../fakes/puzzle-model.ts';
import { QuickClock } from '../fakes/quick-clock.ts';
import type { ScriptedInput } from '../fakes/scripted.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-session-'));
let prompts: Prompts;
let server: FakeOpenAIServer;
let reply: (body: ChatBody) => string | ScriptedInput;

beforeAll(async () => {
  prompts = await loadPrompts();
});
beforeEach(async () => {
  reply = puzzleModel;
  server = await new FakeOpenAIServer({ reply: (body) => reply(body) }).start();
});
afterEach(() => server.close());
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

/** A Python that says what it was given. */
const echo: PythonRunner = {
  interpreter: 'echo',
  run: ({ code }) =>
    Promise.resolve({
      stdout: `ran ${code.length} characters`,
      stderr: '',
      dropped: 0,
      outcome: 'ok',
      durationMs: 1,
      interpreter: 'echo',
    }),
  close: () => Promise.resolve(),
};

function session(
  mailbox = new Mailbox(),
  limits: Partial<ModelLimits> = {},
): ReturnType<typeof solveProgram> {
  const models = new ModelRegistry({
    http: (reference) =>
      new OpenAIModel(reference, {
        keys: new EnvironmentKeys({}),
        capabilities: new CapabilityMemory(),
        clock: new QuickClock(),
        limits,
      }),
  });
  return solveProgram(scaffolds, prompts, {
    model: modelTool(models),
    python: pythonTool(echo),
    interjection: interjectionTool(mailbox),
  });
}

function input(scaffold: ScaffoldName = 'meta', change: Partial<SessionSettings> = {}): SolveInput {
  const document = { name: 'one.24', text: '4 5 6 10\n' };
  const id = findPuzzles(document)[0]?.id ?? '';
  return {
    task: { puzzle: { ...document, siblings: {}, id } },
    scaffold,
    settings: { ...publishedSettings(`${server.baseUrl}#fake`), ...change },
  };
}

const bodies = (): ChatBody[] =>
  server.log.filter(({ method }) => method === 'POST').map(({ body }) => chatBodySchema.parse(body));

const moments = (journal: string): Moment[] =>
  readFileSync(journal, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => parseMoment(JSON.parse(line)));

const setting = { workspace, title: 'a session' };
const answer = '(4 + 5 * 6) - 10';

describe('a session with a model behind a server', () => {
  it('calls experts, several at once, takes the checked answer, and shows an expert nothing but its instruction', async () => {
    const run = startRun(session(), input(), setting);
    expect(await run.outcome).toMatchObject({
      outcome: 'done',
      output: { rounds: 3, finalAnswer: answer, answer, verdict: { outcome: 'solved' } },
    });
    const experts = bodies().filter(({ messages }) => messages.length === 1);
    expect(experts.map(({ messages }) => messages[0]?.content).sort()).toEqual([
      'You are Expert Checker.\n\nIs (4 + 5 * 6) - 10 equal to 24? You were told: 429 characters.',
      'You are Expert Mathematician.\n\nReach 24 with 4, 5, 6 and 10, each once. Say 4 * 5 somewhere.',
      'You are Expert Puzzle Solver.\n\nUse 4, 5, 6 and 10 once each to make 24.',
    ]);
    const conductor = bodies().filter(({ messages }) => messages.length > 1);
    expect(conductor.map(({ messages }) => messages.at(-1)?.content.split('\n')[0])).toEqual([
      'ROUND 1:',
      'ROUND 2:',
      'ROUND 3:',
    ]);
    expect(conductor[1]?.messages.at(-1)?.content).toContain(
      `Expert Mathematician's output:\n"""\nTry ${answer}.\n"""\n\nExpert Puzzle Solver's output:`,
    );
    expect(conductor[0]).toMatchObject({ temperature: 0.1, top_p: 0.95 });
  });

  it('asks nothing again that is journalled: resumed after a cancel, and forked', async () => {
    const first = session();
    const run = startRun(first, input(), {
      ...setting,
      observer: {
        moment: (moment) => {
          if (moment.kind === 'opened' && moment.label === 'Round 2') run.cancel();
        },
      },
    });
    expect(await run.outcome).toMatchObject({ outcome: 'cancelled' });
    const paid = bodies().length;
    const resumed = resumeRun(session(), run.journal, { parse: parseMoment });
    expect(await resumed.outcome).toMatchObject({ outcome: 'done', output: { answer } });
    expect(new Set(bodies().map((body) => JSON.stringify(body))).size).toBe(bodies().length);
    expect(bodies().length).toBe(6);
    expect(resumed.counts.asked).toBeGreaterThanOrEqual(6 - paid);

    const fork = forkRun(
      session(),
      run.journal,
      { change: 'ask-again', at: 'experts-1/2/expert#1' },
      { parse: parseMoment },
    );
    expect(await fork.outcome).toMatchObject({ outcome: 'done' });
    // The same reply came back, so nothing after it changed, and nothing after it was asked.
    expect(bodies().length).toBe(7);
  });

  it('reasons on from a reply that was changed', async () => {
    const run = startRun(session(), input(), setting);
    await run.outcome;
    const before = bodies().length;
    const parent = moments(run.journal).find(
      (moment) => moment.kind === 'answered' && moment.address === 'expert#1',
    );
    const old = parent?.kind === 'answered' ? (parent.answer as Record<string, string>) : {};
    const fork = forkRun(
      session(),
      run.journal,
      { change: 'answer', at: 'expert#1', now: { ...old, text: 'No. """Check it\r\nagain""" 🎼' } },
      { parse: parseMoment },
    );
    await fork.outcome;
    const [asked, ...more] = bodies().slice(before);
    expect(more).toEqual([]);
    expect(asked?.messages.at(-1)?.content).toContain('No. """Check it\r\nagain""" 🎼');
  });

  it('hears what a person says at the next round, and hears it again when it is resumed', async () => {
    const mailbox = new Mailbox();
    const run = startRun(session(mailbox), input(), {
      ...setting,
      observer: {
        moment: (moment) => {
          if (moment.kind === 'closed' && moment.address === 'round#1')
            mailbox.post('Mind the order of operations.');
          if (moment.kind === 'opened' && moment.label === 'Round 3') run.cancel();
        },
      },
    });
    await run.outcome;
    const said = (body: ChatBody | undefined): string =>
      body?.messages.map(({ content }) => content).join('\n') ?? '';
    expect(said(bodies().find(({ messages }) => messages.length === 4))).toContain(
      'Mind the order of operations.',
    );
    const resumed = resumeRun(session(), run.journal, { parse: parseMoment });
    expect(await resumed.outcome).toMatchObject({ outcome: 'done' });
    expect(said(bodies().at(-1))).toContain('Mind the order of operations.');
  });

  it('runs the code of Expert Python and shows the conductor what it printed', async () => {
    reply = ({ messages }) => {
      if (messages.length === 1) return 'Here:\n```python\nprint(1)\n```\nPlease run this code!';
      if (messages.length === 2) return 'Expert Python:\n"""\nCompute it.\n"""';
      return '>> FINAL ANSWER:\n"""\n4 + 5\n"""';
    };
    const run = startRun(session(), input(), setting);
    expect(await run.outcome).toMatchObject({ outcome: 'done', output: { verdict: { outcome: 'wrong' } } });
    expect(bodies().at(-1)?.messages.at(-1)?.content).toContain('ran 8 characters');
    const outcome = await run.outcome;
    expect(outcome.outcome === 'done' && outcome.output.answer).toBeFalsy();
    const without = startRun(session(), input('meta', { python: false }), setting);
    await without.outcome;
    expect(bodies().at(-1)?.messages.at(-1)?.content).not.toContain('ran 8 characters');
  });

  it('marks an invented reply, reminds a message that does nothing, and lets calls win over an answer', async () => {
    const says = [
      'I wonder.',
      'Expert A:\n"""\nGo.\n"""\n\n>> FINAL ANSWER:\n"""\n1\n"""',
      'Expert B\'s output:\n"""\nIt is 24.\n"""',
      `>> FINAL ANSWER:\n"""\n${answer}\n"""`,
    ];
    reply = ({ messages }) => (messages.length === 1 ? 'Done.' : (says[(messages.length - 2) / 2] ?? ''));
    const run = startRun(session(), input(), setting);
    expect(await run.outcome).toMatchObject({ outcome: 'done', output: { rounds: 4, answer } });
    const notes = moments(run.journal).flatMap((moment) =>
      moment.kind === 'note' ? [[moment.note, moment.fields.round]] : [],
    );
    expect(notes).toContainEqual(['hallucinated-reply', 3]);
    expect(notes.filter(([note]) => note === 'final-answer')).toEqual([['final-answer', 4]]);
    const last =
      bodies()
        .at(-1)
        ?.messages.map(({ content }) => content) ?? [];
    expect(last[3]).toContain('called no expert and gave no final answer');
    expect(last[7]).toContain('called no expert and gave no final answer');
  });

  it('says in the message before the last that it is the last, and ends without an answer', async () => {
    reply = () => 'Hm.';
    const run = startRun(session(), input('meta', { rounds: 16 }), setting);
    expect(await run.outcome).toMatchObject({
      outcome: 'done',
      output: { rounds: 16, verdict: { outcome: 'unparseable' } },
    });
    const users =
      bodies()
        .at(-1)
        ?.messages.filter(({ role }) => role === 'user') ?? [];
    expect(users).toHaveLength(16);
    expect(users.map(({ content }) => content.includes('This is the last round'))).toEqual(
      Array.from({ length: 16 }, (_, k) => k === 14),
    );
  });
});

describe("the paper's other scaffolds", () => {
  it.each([
    ['standard', 1],
    ['cot', 1],
    ['expert-static', 1],
    ['expert-dynamic', 2],
    ['multipersona', 1],
  ] as const)('%s asks %d times and is checked alike', async (scaffold, calls) => {
    reply = () => `So:\n>> FINAL ANSWER:\n"""\n${answer}\n"""`;
    const run = startRun(session(), input(scaffold), setting);
    expect(await run.outcome).toMatchObject({ outcome: 'done', output: { rounds: calls, answer } });
    expect(bodies()).toHaveLength(calls);
  });
});

describe('a session over a bad server', () => {
  const rough: [string, ScriptedInput, Partial<ModelLimits>][] = [
    ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }, {}],
    ['500', { kind: 'status', status: 500 }, {}],
    ['a reset in mid-stream', { kind: 'broken', text: 'Expert A: half a mess', after: 12 }, {}],
    ['silence', { kind: 'silence' }, { firstByteMs: 50 }],
  ];
  it.each(rough)(
    '%s is waited out: one more attempt under the same address, the same answer',
    async (_, script, limits) => {
      let first = true;
      reply = (body) => {
        if (!first) return puzzleModel(body);
        first = false;
        return script;
      };
      const run = startRun(session(new Mailbox(), limits), input(), setting);
      expect(await run.outcome).toMatchObject({ outcome: 'done', output: { answer } });
      expect(bodies()).toHaveLength(7);
      const attempts = moments(run.journal).filter((moment) => moment.kind === 'attempt');
      expect(attempts).toHaveLength(1);
      expect(attempts[0]).toMatchObject({ address: 'conductor#1' });
    },
  );

  const broken: [string, ScriptedInput][] = [
    ['invalid JSON', { kind: 'stream', pieces: ['data: {"choices": [\n\n'] }],
    ['a wrong content type', { kind: 'status', status: 200, body: '<html>Sign in</html>' }],
    ['401', { kind: 'status', status: 401, body: { error: { message: 'no' } } }],
  ];
  it.each(broken)(
    '%s ends the run with what happened and what to do, and the call can be asked again',
    async (_, script) => {
      reply = (body) => (body.messages.length === 1 ? script : puzzleModel(body));
      const run = startRun(session(), input(), setting);
      const outcome = await run.outcome;
      expect(outcome).toMatchObject({ outcome: 'failed', at: 'experts-1/1/expert#1' });
      if (outcome.outcome !== 'failed') return;
      expect(outcome.error.message).not.toBe('');
      expect(outcome.error.hint).not.toBe('');
      const asked = bodies().length;
      reply = puzzleModel;
      const fork = forkRun(
        session(),
        run.journal,
        { change: 'ask-again', at: outcome.at ?? '' },
        { parse: parseMoment },
      );
      expect(await fork.outcome).toMatchObject({ outcome: 'failed', at: 'experts-1/2/expert#1' });
      const again = forkRun(
        session(),
        fork.journal,
        { change: 'ask-again', at: 'experts-1/2/expert#1' },
        { parse: parseMoment },
      );
      expect(await again.outcome).toMatchObject({ outcome: 'done', output: { answer } });
      expect(bodies().length - asked).toBe(5);
    },
  );

  it('an endless stream is cut and the session goes on', async () => {
    let first = true;
    reply = (body) => {
      if (!first) return puzzleModel(body);
      first = false;
      return { kind: 'endless' };
    };
    const run = startRun(session(new Mailbox(), { replyLength: 5000 }), input(), setting);
    expect((await run.outcome).outcome).toBe('done');
  });

  it('missing usage and refused parameters are lived with, and said', async () => {
    await server.close();
    server = await new FakeOpenAIServer({
      refuses: ['temperature', 'max_tokens'],
      reply: (body) => ({ kind: 'reply', text: puzzleModel(body), usage: 'none' }),
    }).start();
    const run = startRun(session(), input(), setting);
    expect(await run.outcome).toMatchObject({ outcome: 'done', output: { answer } });
    const reply = moments(run.journal).find(
      (moment) => moment.kind === 'answered' && moment.address === 'conductor#1',
    );
    expect(reply).toMatchObject({ answer: { usage: { estimated: true } } });
    expect(JSON.stringify(reply)).toContain('temperature');
  });
});
