import type { Moment } from '../../src/engine/runs/moment.ts';
import {
  afterAnswer,
  afterFailure,
  afterJoin,
  afterRace,
  keyed,
  type Step,
  type WorldRequest,
} from './generated-program.ts';

/** How a call settled, as a journal tells it. */
export type Settled = { readonly answer: string } | { readonly code: string };

/** Where a call stands in its program: at each level the step, and below a group of lanes the key. */
type Position = readonly { readonly step: number; readonly key?: string }[];

export interface ModelCall {
  readonly address: string;
  readonly request: WorldRequest;
  readonly position: Position;
}

/**
 * The reference: what a generated program means, given how its calls settled and which lanes won. It knows
 * nothing of promises, gates or journals; it walks the steps in order, one lane after the other.
 */
export class ReferenceModel {
  readonly calls: ModelCall[] = [];

  constructor(
    private readonly settled: ReadonlyMap<string, Settled>,
    private readonly winners: ReadonlyMap<string, string>,
  ) {}

  /** The final state, or the code of the failure that ends the program. */
  outcome(steps: Step[], start: string): Settled {
    try {
      return { answer: this.walk(steps, start, '', new Map(), [], 'g') };
    } catch (error) {
      if (error instanceof Failure) return { code: error.code };
      throw error;
    }
  }

  private walk(
    steps: Step[],
    start: string,
    lane: string,
    ordinals: Map<string, number>,
    above: Position,
    path: string,
  ): string {
    let state = start;
    const inLane = (part: string): string => (lane === '' ? part : `${lane}/${part}`);
    const next = (name: string): string => {
      const ordinal = (ordinals.get(name) ?? 0) + 1;
      ordinals.set(name, ordinal);
      return inLane(`${name}#${ordinal}`);
    };
    for (const [step, what] of steps.entries()) {
      const group = `${path}${step}`;
      switch (what.kind) {
        case 'call': {
          const address = next(what.name);
          const request = { state: what.dependent ? state : '', fails: what.fails };
          this.calls.push({ address, request, position: [...above, { step }] });
          const settled = this.settled.get(address);
          if (!settled) throw new Error(`the model needs ${address}, which was never settled`);
          if ('answer' in settled) state = afterAnswer(state, settled.answer);
          else if (what.caught) state = afterFailure(state, settled.code);
          else throw new Failure(settled.code);
          break;
        }
        case 'frame':
          next(what.name);
          state = this.walk(what.steps, state, lane, ordinals, [...above, { step }], `${group}.`);
          break;
        case 'note':
          next('state');
          break;
        case 'all': {
          const before = state;
          let failure: Failure | undefined;
          const values = keyed(what.lanes).map((item) => {
            try {
              return this.walk(
                item.steps,
                before,
                inLane(`${group}/${item.key}`),
                new Map(),
                [...above, { step, key: item.key }],
                'g',
              );
            } catch (error) {
              if (!(error instanceof Failure)) throw error;
              failure ??= error;
              return '';
            }
          });
          if (failure) throw failure;
          state = afterJoin(state, values);
          break;
        }
        case 'race': {
          const winner = this.winners.get(inLane(`${group}#lanes`));
          if (winner === undefined) throw new Failure('bug');
          const lanes = keyed(what.lanes);
          const won = lanes.find((item) => item.key === winner);
          if (!won) throw new Error(`no lane ${winner}`);
          const value = this.walk(
            won.steps,
            state,
            inLane(`${group}/${winner}`),
            new Map(),
            [...above, { step, key: winner }],
            'g',
          );
          state = afterRace(state, winner, value);
          break;
        }
      }
    }
    return state;
  }
}

class Failure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Rule 7: later in the same lane, or past a join that encloses it; different lanes of one group are independent. */
export function isAfter(x: Position, e: Position): boolean {
  for (let level = 0; ; level++) {
    const [a, b] = [x[level], e[level]];
    if (!a || !b) return false;
    if (a.step !== b.step) return a.step > b.step;
    if (a.key !== b.key) return false;
  }
}

/** How calls settled and which lanes won, by a journal; the last word on an address counts. */
export function settledBy(moments: readonly Moment[]): {
  settled: Map<string, Settled>;
  winners: Map<string, string>;
} {
  const settled = new Map<string, Settled>();
  const winners = new Map<string, string>();
  for (const moment of moments) {
    if (moment.kind === 'answered') settled.set(moment.address, { answer: moment.answer as string });
    if (moment.kind === 'failed') settled.set(moment.address, { code: moment.error.code });
    if (moment.kind === 'joined' && moment.winner !== undefined) winners.set(moment.address, moment.winner);
  }
  return { settled, winners };
}
