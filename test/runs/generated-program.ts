import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import type { RunContext } from '../../src/engine/runs/context.ts';
import type { Program } from '../../src/engine/runs/program.ts';
import { declareNote } from '../../src/engine/runs/note.ts';
import type { Tool } from '../../src/engine/runs/tool.ts';

/**
 * Random programs over the run context, and the world they call: what the property tests of runs, replay and
 * fork work on. A program threads a state through its steps; a request shows that state when it is `dependent`,
 * so that a changed answer changes what is asked later, and hides it when not.
 */
export type Step =
  | { kind: 'call'; name: string; dependent: boolean; fails: boolean; caught: boolean }
  | { kind: 'frame'; name: string; steps: Step[] }
  | { kind: 'note' }
  | { kind: 'all'; limit: number; lanes: Step[][] }
  | { kind: 'race'; lanes: Step[][] };

const call = fc.record({
  kind: fc.constant('call' as const),
  name: fc.constantFrom('a', 'b'),
  dependent: fc.boolean(),
  fails: fc.boolean().map((x) => x),
  caught: fc.boolean(),
});
const calmCall = call.map((c) => ({ ...c, fails: false }));

export const steps: fc.Arbitrary<Step[]> = fc.letrec<{ steps: Step[]; step: Step }>((tie) => ({
  steps: fc.array(tie('step'), { minLength: 1, maxLength: 4 }),
  step: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    { weight: 6, arbitrary: calmCall },
    { weight: 1, arbitrary: call },
    { weight: 1, arbitrary: fc.constant({ kind: 'note' as const }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('frame' as const),
        name: fc.constantFrom('round', 'phase'),
        steps: tie('steps'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('all' as const),
        limit: fc.integer({ min: 1, max: 4 }),
        lanes: fc.array(tie('steps'), { minLength: 0, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('race' as const),
        lanes: fc.array(tie('steps'), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
})).steps;

export const requestSchema = z.object({ state: z.string(), fails: z.boolean() });
export type WorldRequest = z.infer<typeof requestSchema>;

export function hash(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8);
}

/** The state after an answer, or after a failure that was caught. */
export const afterAnswer = (state: string, answer: string): string => hash(state, 'answer', answer);
export const afterFailure = (state: string, code: string): string => hash(state, 'failure', code);
export const afterJoin = (state: string, lanes: readonly string[]): string => hash(state, 'join', ...lanes);
export const afterRace = (state: string, winner: string, value: string): string =>
  hash(state, 'race', winner, value);

export const stateNote = declareNote('state', 'The state of a generated program.', { state: z.string() });

export function generatedProgram(
  steps: Step[],
  tool: Tool<WorldRequest, string>,
): Program<{ start: string }, { state: string }> {
  return {
    name: 'generated',
    version: '1',
    pins: { steps: hash(JSON.stringify(steps)) },
    input: z.object({ start: z.string() }),
    output: z.object({ state: z.string() }),
    run: async (context, { start }) => ({ state: await runSteps(context, steps, start, tool, 'g') }),
  };
}

async function runSteps(
  context: RunContext,
  steps: Step[],
  start: string,
  tool: Tool<WorldRequest, string>,
  path: string,
): Promise<string> {
  let state = start;
  for (const [index, step] of steps.entries()) {
    const group = `${path}${index}`;
    const options = { key: (lane: { key: string }): string => lane.key };
    switch (step.kind) {
      case 'call': {
        const request = { state: step.dependent ? state : '', fails: step.fails };
        try {
          state = afterAnswer(
            state,
            await context.call(step.name, tool, request, { label: `Expert ${step.name}` }),
          );
        } catch (error) {
          if (!step.caught || !isPlanned(error)) throw error;
          state = afterFailure(state, error.code);
        }
        break;
      }
      case 'frame': {
        const before = state;
        state = await context.frame(step.name, step.name, {}, () =>
          runSteps(context, step.steps, before, tool, `${group}.`),
        );
        break;
      }
      case 'note':
        context.note(stateNote, 'state', { state });
        break;
      case 'all': {
        const before = state;
        const values = await context.all(
          group,
          keyed(step.lanes),
          { ...options, limit: step.limit },
          (lane, item) => runSteps(lane, item.steps, before, tool, 'g'),
        );
        state = afterJoin(state, values);
        break;
      }
      case 'race': {
        const before = state;
        const { winner, value } = await context.race(group, keyed(step.lanes), options, (lane, item) =>
          runSteps(lane, item.steps, before, tool, 'g'),
        );
        state = afterRace(state, winner, value);
        break;
      }
    }
  }
  return state;
}

export function keyed(lanes: Step[][]): { key: string; steps: Step[] }[] {
  return lanes.map((steps, index) => ({ key: `k${index}`, steps }));
}

function isPlanned(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && error.code === 'planned';
}
