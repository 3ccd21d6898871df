import { estimateRun, type Range, type RunEstimate } from '../models/estimate-run.ts';
import type { Price } from '../models/price.ts';
import type { ScaffoldName } from './scaffold.ts';
import type { SessionSettings } from './settings.ts';

/**
 * What sessions are expected to take before they start. The ranges of tokens are wide on purpose: they hold for a
 * first message of a puzzle and for a history that has grown through all the rounds.
 *
 * @param scaffolds one for each session
 */
export function estimateSessions(
  settings: SessionSettings,
  scaffolds: readonly ScaffoldName[],
  price?: Price,
): RunEstimate {
  const calls = scaffolds.map((scaffold) => callsOf(scaffold, settings));
  return estimateRun({
    calls: { low: sum(calls.map(({ low }) => low)), high: sum(calls.map(({ high }) => high)) },
    promptTokensPerCall: { low: 500, high: 6000 },
    completionTokensPerCall: { low: 50, high: settings.maxTokens },
    price,
  });
}

/** Meta-prompting is one call at the least; at the most a conductor and an expert each round, and the last answer. */
function callsOf(scaffold: ScaffoldName, { rounds }: SessionSettings): Range {
  switch (scaffold) {
    case 'meta':
      return { low: 1, high: 2 * rounds - 1 };
    case 'expert-dynamic':
      return { low: 2, high: 2 };
    case 'standard':
    case 'cot':
    case 'expert-static':
    case 'multipersona':
      return { low: 1, high: 1 };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
