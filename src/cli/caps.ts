import type { Caps } from '../engine/runs/caps.ts';
import { UserError } from '../engine/user-error.ts';
import type { Invocation } from './command.ts';

/** The options of every command that starts a run. */
export const capOptions = {
  'max-calls': { type: 'string' },
  'max-tokens': { type: 'string' },
  'max-minutes': { type: 'string' },
  'max-cost': { type: 'string' },
} as const;

/** What a run may take where nobody says otherwise: enough for 16 rounds of several experts, and no runaway. */
export const defaultCaps = { calls: 100, tokens: 1_000_000, timeMs: 30 * 60_000 } as const;

/** The caps that a command line asks for. @throws UserError `bad-usage` */
export function readCaps(values: Invocation['values']): Caps {
  return {
    calls: positive(values, 'max-calls') ?? defaultCaps.calls,
    tokens: positive(values, 'max-tokens') ?? defaultCaps.tokens,
    timeMs: minutes(values) ?? defaultCaps.timeMs,
    cost: positive(values, 'max-cost'),
  };
}

function minutes(values: Invocation['values']): number | undefined {
  const given = positive(values, 'max-minutes');
  return given === undefined ? undefined : given * 60_000;
}

/** A number above 0, as an option gives it. @throws UserError `bad-usage` */
export function positive(values: Invocation['values'], name: string): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UserError('bad-usage', `--${name} takes a number above 0, not ${JSON.stringify(text)}.`);
}

/** A whole number above 0. @throws UserError `bad-usage` */
export function count(values: Invocation['values'], name: string): number | undefined {
  const value = positive(values, name);
  if (value === undefined || Number.isInteger(value)) return value;
  throw new UserError('bad-usage', `--${name} takes a whole number, not ${value}.`);
}
