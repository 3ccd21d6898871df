import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { generatedProgram, type Step, steps } from '../../../test/runs/generated-program.ts';
import { isAfter, ReferenceModel, settledBy } from '../../../test/runs/reference-model.ts';
import { World } from '../../../test/runs/world.ts';
import { type Change, forkRun } from './fork-run.ts';
import { digestOf } from './json.ts';
import { type Moment, momentSchema } from './moment.ts';
import { resumeRun } from './resume-run.ts';
import type { Outcome } from './run.ts';
import { startRun } from './start-run.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-semantics-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

const parse = (value: unknown): Moment => momentSchema.parse(value);
const read = (path: string): Moment[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parse(JSON.parse(line)));

const runs = Number(process.env.BATON_PROPERTY_RUNS ?? 150);
const input = { start: 'start' };

/** The outcome of a run as the reference model tells it. */
const told = (outcome: Outcome<{ state: string }>): unknown => {
  switch (outcome.outcome) {
    case 'done':
      return { answer: outcome.output.state };
    case 'failed':
      return { code: outcome.error.code };
    default:
      return outcome;
  }
};

const model = (moments: readonly Moment[], program: Step[]): { outcome: unknown; model: ReferenceModel } => {
  const { settled, winners } = settledBy(moments);
  const model = new ReferenceModel(settled, winners);
  return { outcome: model.outcome(program, 'start'), model };
};

const begin = (
  program: Step[],
  world: World,
): ReturnType<typeof startRun<{ start: string }, { state: string }>> =>
  startRun(generatedProgram(program, world.tool), input, { workspace, title: 'generated' });

describe('a run', () => {
  it('gives what the reference model says, whatever order its calls settle in', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer(), async (program, seed) => {
        const world = new World(seed, 'one');
        const run = begin(program, world);
        const outcome = told(await run.outcome);
        const moments = read(run.journal);
        const reference = model(moments, program);
        expect(outcome).toEqual(reference.outcome);
        expect(new Set(world.asked).size).toBe(world.asked.length);
        for (const { address, request } of reference.model.calls) {
          expect(world.requests.get(address)).toEqual(request);
        }
        expect(moments.map((moment) => moment.n)).toEqual(moments.map((_, index) => index));
      }),
      { numRuns: runs },
    );
  });

  it('resumed from any prefix of its journal, torn or whole, asks only what was not answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (program, seed, at) => {
          const first = begin(program, new World(seed, 'one'));
          await first.outcome;
          const whole = readFileSync(first.journal);
          // Cut anywhere after the header, in the middle of a line as often as not.
          const header = whole.indexOf(10) + 1;
          const end = whole.lastIndexOf('\n', whole.length - 2) + 1;
          const cut = header + Math.floor(at * (end - header));
          truncateSync(first.journal, cut);
          const kept = whole.subarray(0, cut).lastIndexOf('\n') + 1;
          const answered = settledBy(
            whole
              .subarray(0, kept)
              .toString()
              .split('\n')
              .filter((line) => line !== '')
              .map((line) => parse(JSON.parse(line))),
          );

          const world = new World(seed + 1, 'one');
          const second = resumeRun(generatedProgram(program, world.tool), first.journal, { parse });
          const outcome = told(await second.outcome);
          const moments = read(second.journal);
          expect(outcome).toEqual(model(moments, program).outcome);
          for (const address of world.asked) expect(answered.settled.has(address)).toBe(false);
          for (const [address, winner] of answered.winners) {
            expect(settledBy(moments).winners.get(address)).toBe(winner);
          }
          const resumed = moments.find((moment) => moment.kind === 'resumed');
          if (resumed) expect(resumed.dropped).toBe(cut - kept);
          expect(moments.map((moment) => moment.n)).toEqual(moments.map((_, index) => index));
        },
      ),
      { numRuns: runs },
    );
  });

  it('cancelled at any moment and resumed, comes to an end that the reference model confirms', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer(), fc.integer({ min: 1, max: 6 }), async (program, seed, after) => {
        const world = new World(seed, 'one');
        const run = begin(program, world);
        world.onSettled = (count) => {
          if (count === after) run.cancel();
        };
        const outcome = await run.outcome;
        if (outcome.outcome !== 'cancelled') return;
        const before = settledBy(read(run.journal)).settled;
        const again = new World(seed + 1, 'one');
        const resumed = resumeRun(generatedProgram(program, again.tool), run.journal, { parse });
        expect(told(await resumed.outcome)).toEqual(model(read(run.journal), program).outcome);
        for (const address of again.asked) expect(before.has(address)).toBe(false);
      }),
      { numRuns: runs },
    );
  });
});

describe('a fork', () => {
  const kinds = fc.constantFrom<Change['change']>('none', 'answer', 'request', 'ask-again', 'input');

  it('reuses what is not after its edit, and what is after it and unchanged, and asks the rest', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer(),
        fc.nat(),
        kinds,
        fc.boolean(),
        async (program, seed, nth, kind, fresh) => {
          const parentWorld = new World(seed, 'one');
          const parent = begin(program, parentWorld);
          const parentOutcome = told(await parent.outcome);
          const parentMoments = read(parent.journal);
          const calls = model(parentMoments, program).model.calls;
          const at = calls[nth % Math.max(1, calls.length)];
          if (!at) return;
          const change = changeAt(kind, at.address);
          const world = new World(seed + 1, 'two');
          const fork = forkRun(generatedProgram(program, world.tool), parent.journal, change, {
            parse,
            fresh,
          });
          const outcome = told(await fork.outcome);
          const moments = read(fork.journal);
          const reference = new ReferenceModel(settledBy(moments).settled, settledBy(moments).winners);
          expect(outcome).toEqual(reference.outcome(program, kind === 'input' ? 'other' : 'start'));

          const parentSettled = settledBy(parentMoments).settled;
          const asked = new Set(world.asked);
          const before = new Map(
            parentMoments
              .filter((moment) => moment.kind === 'asked')
              .map((moment) => [moment.address, moment.digest]),
          );
          for (const call of reference.calls) {
            const isEdit = kind !== 'input' && call.address === at.address;
            const isLater = kind === 'input' || (!isEdit && isAfter(call.position, at.position));
            const old = parentSettled.get(call.address);
            const same = before.get(call.address) === digestOf(world.tool, call.request);
            if (isEdit) expect(asked.has(call.address)).toBe(kind === 'ask-again' || kind === 'request');
            else if (!isLater && old) expect(asked.has(call.address)).toBe(false);
            else if (isLater) expect(asked.has(call.address)).toBe(fresh || !old || 'code' in old || !same);
          }
          if (kind === 'none' && !fresh && !hasFailures(parentSettled)) {
            expect(outcome).toEqual(parentOutcome);
            expect(world.asked).toEqual([]);
          }
          const counts = fork.counts;
          expect(counts.asked).toBe(world.asked.length);
          const reused = moments.filter((moment) => moment.kind === 'asked' && moment.reused !== undefined);
          expect(counts.reusedBefore + counts.reusedAfter).toBe(reused.length);
        },
      ),
      { numRuns: runs },
    );
  });

  it('cut anywhere and resumed, or forked again, still stands by its edit', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer(),
        fc.nat(),
        kinds,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (program, seed, nth, kind, share) => {
          const parent = begin(program, new World(seed, 'one'));
          await parent.outcome;
          const calls = model(read(parent.journal), program).model.calls;
          const at = calls[nth % Math.max(1, calls.length)];
          if (!at) return;
          const fork = forkRun(
            generatedProgram(program, new World(seed + 1, 'two').tool),
            parent.journal,
            changeAt(kind, at.address),
            {
              parse,
            },
          );
          await fork.outcome;
          const lines = readFileSync(fork.journal, 'utf8').split('\n').slice(0, -2);
          const keep = 1 + Math.floor(share * (lines.length - 1));
          writeFileSync(
            fork.journal,
            lines
              .slice(0, keep)
              .map((line) => `${line}\n`)
              .join(''),
          );
          const kept = settledBy(read(fork.journal)).settled;
          const again = new World(seed + 2, 'two');
          const resumed = resumeRun(generatedProgram(program, again.tool), fork.journal, { parse });
          const outcome = told(await resumed.outcome);
          const start = kind === 'input' ? 'other' : 'start';
          const { settled, winners } = settledBy(read(fork.journal));
          expect(outcome).toEqual(new ReferenceModel(settled, winners).outcome(program, start));
          for (const address of again.asked) expect(kept.has(address)).toBe(false);

          // A copy of the fork asks nothing: the edits of its lineage still hold.
          const somewhere = settled.has(at.address) ? at.address : [...settled.keys()][0];
          if (somewhere === undefined) return;
          const third = new World(seed + 3, 'three');
          const copy = forkRun(
            generatedProgram(program, third.tool),
            fork.journal,
            { change: 'none', at: somewhere },
            { parse },
          );
          const copied = told(await copy.outcome);
          if (!hasFailures(settled)) {
            expect(copied).toEqual(outcome);
            expect(third.asked).toEqual([]);
          }
        },
      ),
      { numRuns: runs },
    );
  });
});

function changeAt(kind: Change['change'], at: string): Change {
  switch (kind) {
    case 'none':
    case 'ask-again':
      return { change: kind, at };
    case 'answer':
      return { change: 'answer', at, now: 'edited' };
    case 'request':
      return { change: 'request', at, now: { state: 'edited', fails: false } };
    case 'input':
      return { change: 'input', now: { start: 'other' } };
  }
}

function hasFailures(settled: ReadonlyMap<string, object>): boolean {
  return [...settled.values()].some((value) => 'code' in value);
}
