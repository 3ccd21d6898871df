import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { UserError } from '../user-error.ts';
import type { RunContext } from './context.ts';
import { Divergence, ProgramBug } from './errors.ts';
import { forkRun } from './fork-run.ts';
import { type Moment, momentSchema } from './moment.ts';
import type { Program } from './program.ts';
import { resumeRun } from './resume-run.ts';
import { startRun } from './start-run.ts';
import type { Performance, Tool } from './tool.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-run-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

const parse = (value: unknown): Moment => momentSchema.parse(value);
const read = (path: string): Moment[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => parse(JSON.parse(line)));

/** A tool whose calls settle when the test says so. */
class Desk {
  readonly open = new Map<string, { resolve: (answer: string) => void; reject: (error: Error) => void }>();
  readonly asked: string[] = [];
  private arrivals: (() => void)[] = [];

  readonly tool: Tool<string, string> = {
    kind: 'desk',
    version: '1',
    request: z.string(),
    answer: z.string(),
    perform: (request, performance) => this.take(request, performance),
    reserve: () => ({ promptTokens: 10, completionTokens: 0 }),
    spent: () => ({ promptTokens: 4, completionTokens: 1 }),
  };

  private take(request: string, performance: Performance): Promise<string> {
    const { address, signal } = performance;
    this.asked.push(address);
    if (request === 'hiccup') performance.onAttempt({ reason: 'busy', waitMs: 5 });
    performance.onDelta({ channel: 'reply', text: 'del' });
    signal.addEventListener('abort', () => this.open.delete(address));
    return new Promise((resolve, reject) => {
      this.open.set(address, { resolve, reject });
      for (const arrival of this.arrivals.splice(0)) arrival();
    });
  }

  /** Waits until this many calls are open. */
  async until(count: number): Promise<void> {
    while (this.open.size < count) await new Promise<void>((resolve) => this.arrivals.push(resolve));
  }

  async answer(address: string, answer: string): Promise<void> {
    while (!this.open.has(address)) await new Promise<void>((resolve) => this.arrivals.push(resolve));
    this.open.get(address)?.resolve(answer);
    this.open.delete(address);
  }

  fail(address: string, error: Error): void {
    this.open.get(address)?.reject(error);
    this.open.delete(address);
  }
}

function program(
  body: (context: RunContext) => Promise<string>,
  pins: Record<string, string> = {},
): Program<null, string> {
  return { name: 'test', version: '1', pins, input: z.null(), output: z.string(), run: body };
}

const setting = { workspace, title: 'a test' };
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('pausing', () => {
  it('dispatches nothing, keeps every answer that arrives, and delivers none', async () => {
    const desk = new Desk();
    const delivered: string[] = [];
    const run = startRun(
      program(async (context) => {
        const values = await context.all(
          'g',
          ['a', 'b', 'c'],
          { key: (x) => x, limit: 2 },
          async (lane, item) => {
            const first = await lane.call('first', desk.tool, item);
            delivered.push(first);
            return first + (await lane.call('second', desk.tool, first));
          },
        );
        return values.join();
      }),
      null,
      setting,
    );
    await desk.until(2);
    run.pause();
    await desk.answer('g/a/first#1', 'A');
    await settled();
    expect(delivered).toEqual([]);
    expect(run.gates.holding).toEqual({ dispatch: 0, delivery: 1 });
    expect(read(run.journal).filter((moment) => moment.kind === 'answered')).toHaveLength(1);
    await desk.answer('g/b/first#1', 'B');
    await settled();
    expect(run.gates.holding.delivery).toBe(2);
    expect(desk.asked).toEqual(['g/a/first#1', 'g/b/first#1']);
    run.continue();
    await desk.answer('g/a/second#1', '1');
    await desk.answer('g/b/second#1', '2');
    await desk.answer('g/c/first#1', 'C');
    await desk.answer('g/c/second#1', '3');
    expect(await run.outcome).toEqual({ outcome: 'done', output: 'A1,B2,C3' });
    expect(delivered).toEqual(['A', 'B', 'C']);
  });

  it('can be cancelled out of, and what was answered while paused is not asked again', async () => {
    const desk = new Desk();
    const body = async (context: RunContext): Promise<string> =>
      (await context.call('one', desk.tool, '1')) + (await context.call('two', desk.tool, '2'));
    const run = startRun(program(body), null, setting);
    await desk.until(1);
    run.pause();
    await desk.answer('one#1', 'x');
    await settled();
    run.cancel();
    expect(await run.outcome).toEqual({ outcome: 'cancelled', reason: 'cancelled by the user' });
    const resumed = resumeRun(program(body), run.journal, { parse });
    await desk.answer('two#1', 'y');
    expect(await resumed.outcome).toEqual({ outcome: 'done', output: 'xy' });
    expect(desk.asked).toEqual(['one#1', 'two#1']);
  });
});

describe('caps', () => {
  const three = (desk: Desk) => async (context: RunContext) => {
    for (let k = 0; k < 3; k++) await context.call('c', desk.tool, `${k}`);
    return 'end';
  };

  it.each([
    [{ calls: 1 }, 'the cap of 1 calls is reached'],
    [
      { tokens: 14 },
      'the next call may take 10 tokens; with 5 spent or reserved, that is more than the cap of 14',
    ],
  ])('stop a run before the call that would pass them: %j', async (caps, reason) => {
    const desk = new Desk();
    const run = startRun(program(three(desk)), null, { ...setting, caps });
    await desk.answer('c#1', 'x');
    expect(await run.outcome).toEqual({ outcome: 'capped', reason });
    expect(desk.asked).toEqual(['c#1']);
    expect(run.spent).toEqual({ calls: 1, promptTokens: 4, completionTokens: 1, cost: 0 });
  });

  it('count what was spent before a resume, and let it go on under a higher cap', async () => {
    const desk = new Desk();
    const run = startRun(program(three(desk)), null, { ...setting, caps: { calls: 1 } });
    await desk.answer('c#1', 'x');
    await run.outcome;
    const same = resumeRun(program(three(desk)), run.journal, { parse, caps: { calls: 1 } });
    expect((await same.outcome).outcome).toBe('capped');
    const higher = resumeRun(program(three(desk)), run.journal, { parse, caps: { calls: 3 } });
    await desk.answer('c#2', 'x');
    await desk.answer('c#3', 'x');
    expect((await higher.outcome).outcome).toBe('done');
    expect(higher.spent.calls).toBe(3);
  });

  it('reserve for calls in flight, so that lanes cannot pass a cap together', async () => {
    const desk = new Desk();
    const run = startRun(
      program(async (context) => {
        await context.all('g', ['a', 'b', 'c'], { key: (x) => x }, (lane) => lane.call('c', desk.tool, 'q'));
        return 'end';
      }),
      null,
      { ...setting, caps: { tokens: 25 } },
    );
    expect((await run.outcome).outcome).toBe('capped');
    expect(desk.asked).toHaveLength(2);
  });

  it('on running time end a run that hangs', async () => {
    const desk = new Desk();
    const run = startRun(program(three(desk)), null, { ...setting, caps: { timeMs: 1 } });
    expect(await run.outcome).toMatchObject({ outcome: 'capped' });
  });
});

describe('a resume', () => {
  it('that would ask something else stops at the first difference and leaves the journal as it was', async () => {
    const desk = new Desk();
    const asking = (question: string) => async (context: RunContext) =>
      (await context.call('q', desk.tool, question)) + (await context.call('r', desk.tool, 'r'));
    const run = startRun(program(asking('old')), null, setting);
    await desk.answer('q#1', 'x');
    await desk.until(1);
    run.cancel();
    await run.outcome;
    const before = readFileSync(run.journal);
    const resumed = resumeRun(program(asking('new')), run.journal, { parse });
    await expect(resumed.outcome).rejects.toThrow(Divergence);
    await resumed.outcome.catch((error: unknown) => {
      expect(error).toMatchObject({ address: 'q#1', was: 'old', now: 'new' });
    });
    expect(readFileSync(run.journal)).toEqual(before);
  });

  it('is refused where pins differ, and where the run has ended', async () => {
    const desk = new Desk();
    const body = (context: RunContext): Promise<string> => context.call('q', desk.tool, 'q');
    const run = startRun(program(body, { prompt: 'a', gone: 'x' }), null, setting);
    await desk.until(1);
    run.cancel();
    await run.outcome;
    expect(() => resumeRun(program(body, { prompt: 'b' }), run.journal, { parse })).toThrow(
      /other versions of prompt, gone/,
    );
    const done = startRun(program(body), null, setting);
    await desk.answer('q#1', 'x');
    await done.outcome;
    expect(() => resumeRun(program(body), done.journal, { parse })).toThrow(/nothing to resume/);
    expect(existsSync(`${done.journal}.lock`)).toBe(false);
  });

  it('delivers a failure that was handled as it was', async () => {
    const desk = new Desk();
    const body = async (context: RunContext): Promise<string> => {
      let seen = '';
      try {
        await context.call('q', desk.tool, 'q');
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        seen = `${error.code} ${error.message} ${error.hint}`;
      }
      return `${seen}|${await context.call('r', desk.tool, seen)}`;
    };
    const run = startRun(program(body), null, setting);
    await desk.until(1);
    desk.fail('q#1', new UserError('refused', 'The server refused.', 'Ask later.'));
    await desk.until(1);
    run.cancel();
    await run.outcome;
    const resumed = resumeRun(program(body), run.journal, { parse });
    await desk.answer('r#1', 'ok');
    expect(await resumed.outcome).toEqual({
      outcome: 'done',
      output: 'refused The server refused. Ask later.|ok',
    });
  });
});

describe('a program that breaks the rules', () => {
  const desk = new Desk();
  const bugs: [string, (context: RunContext) => Promise<unknown>, RegExp][] = [
    [
      'calls twice at once in a lane',
      (c) => Promise.all([c.call('a', desk.tool, ''), c.call('b', desk.tool, '')]),
      /b was called in the root lane while a is in flight/,
    ],
    [
      'opens the same lanes twice',
      async (c) => {
        await c.all('g', [], { key: String }, () => Promise.resolve(0));
        await c.all('g', [], { key: String }, () => Promise.resolve(0));
      },
      /lanes g were opened twice/,
    ],
    [
      'gives two lanes one key',
      (c) => c.all('g', ['x', 'x'], { key: String }, () => Promise.resolve(0)),
      /two lanes of g have the key "x"/,
    ],
    [
      'uses a lane after its end',
      async (c) => {
        let kept: RunContext | undefined;
        await c.all('g', ['x'], { key: String }, (lane) => {
          kept = lane;
          return Promise.resolve(0);
        });
        await kept?.call('a', desk.tool, '');
      },
      /a was called in lane g\/x, which has ended/,
    ],
  ];
  it.each(bugs)('%s is stopped with the bug, not with an outcome', async (_, body, message) => {
    const run = startRun(
      program(async (context) => {
        await body(context);
        return '';
      }),
      null,
      setting,
    );
    const error: unknown = await run.outcome.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProgramBug);
    expect(String(error)).toMatch(message);
    expect(read(run.journal).some((moment) => moment.kind === 'finished')).toBe(false);
  });
});

describe('what a run tells', () => {
  it('attempts are moments under the call; deltas are shown and not journalled; asides are no part of it', async () => {
    const desk = new Desk();
    const deltas: string[] = [];
    const run = startRun(
      program((context) => context.call('q', desk.tool, 'hiccup', { label: 'Expert Desk' })),
      null,
      { ...setting, observer: { delta: (address, delta) => deltas.push(`${address} ${delta.text}`) } },
    );
    await desk.until(1);
    const aside = run.aside(desk.tool, 'beside', 'a question', new AbortController().signal);
    await desk.until(2);
    const id = desk.asked[1] ?? '';
    await desk.answer(id, 'an aside');
    expect(await aside).toBe('an aside');
    await desk.answer('q#1', 'x');
    await run.outcome;
    const moments = read(run.journal);
    expect(moments.map((moment) => moment.kind)).toEqual([
      'run',
      'asked',
      'attempt',
      'aside',
      'aside-answered',
      'answered',
      'finished',
    ]);
    expect(deltas).toContain('q#1 del');
    expect(readFileSync(run.journal, 'utf8')).not.toContain('"del"');
  });

  it('a tool whose answer is not what it promised is a failed call', async () => {
    const liar: Tool<string, string> = {
      kind: 'liar',
      version: '1',
      request: z.string(),
      answer: z.string(),
      perform: () => Promise.resolve(JSON.parse('7') as string),
    };
    const run = startRun(
      program((context) => context.call('q', liar, 'q')),
      null,
      setting,
    );
    expect(await run.outcome).toMatchObject({ outcome: 'failed', at: 'q#1', error: { code: 'bug' } });
  });

  it('the clock and chance are calls, and come back the same', async () => {
    const desk = new Desk();
    const body = async (context: RunContext): Promise<string> => {
      const seen = `${await context.now()} ${await context.random()}`;
      return `${seen} ${await context.call('q', desk.tool, seen)}`;
    };
    const run = startRun(program(body), null, setting);
    await desk.until(1);
    run.cancel();
    await run.outcome;
    const resumed = resumeRun(program(body), run.journal, { parse });
    await desk.answer('q#1', 'x');
    expect((await resumed.outcome).outcome).toBe('done');
  });

  it('a fork whose parent was deleted in mid-copy asks what it had not copied', async () => {
    const desk = new Desk();
    const body = async (context: RunContext): Promise<string> =>
      (await context.call('one', desk.tool, '1')) + (await context.call('two', desk.tool, '2'));
    const run = startRun(program(body), null, setting);
    await desk.answer('one#1', 'x');
    await desk.answer('two#1', 'y');
    await run.outcome;
    const fork = forkRun(program(body), run.journal, { change: 'none', at: 'two#1' }, { parse });
    await fork.outcome;
    const [header = '', asked = '', answered = ''] = readFileSync(fork.journal, 'utf8').split('\n');
    writeFileSync(fork.journal, [header, asked, answered, ''].join('\n'));
    rmSync(run.journal);
    const resumed = resumeRun(program(body), fork.journal, { parse });
    await desk.answer('two#1', 'z');
    expect(await resumed.outcome).toEqual({ outcome: 'done', output: 'xz' });
  });
});
