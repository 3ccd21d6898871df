import { type Price, costOf } from './price.ts';

/** From the least to the most that is expected. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface RunShape {
  /** Model calls of the run. */
  readonly calls: number | Range;
  readonly promptTokensPerCall: number | Range;
  readonly completionTokensPerCall: number | Range;
  /** The price of the model, where one is configured. */
  readonly price?: Price | undefined;
}

/** What a run is expected to take, and on what grounds. */
export interface RunEstimate {
  readonly calls: Range;
  readonly promptTokens: Range;
  readonly completionTokens: Range;
  /** In `currency`; absent where no price is configured. */
  readonly cost?: Range;
  readonly currency?: string;
  /** Sentences for the person, each one assumption. */
  readonly assumes: readonly string[];
}

/** Multiplies out what a run will take before it starts. A bare number is a range of one. */
export function estimateRun(shape: RunShape): RunEstimate {
  const calls = rangeOf(shape.calls);
  const prompt = rangeOf(shape.promptTokensPerCall);
  const completion = rangeOf(shape.completionTokensPerCall);
  const promptTokens = times(calls, prompt);
  const completionTokens = times(calls, completion);
  const assumes = [
    `${said(calls)} model calls.`,
    `${said(prompt)} tokens of prompt and ${said(completion)} tokens of reply a call, reasoning included.`,
    'No call is repeated after a failure.',
  ];
  const { price } = shape;
  if (!price) {
    return {
      calls,
      promptTokens,
      completionTokens,
      assumes: [...assumes, 'No price is configured, so no cost is known.'],
    };
  }
  const cost = {
    low: costOf({ promptTokens: promptTokens.low, completionTokens: completionTokens.low }, price),
    high: costOf({ promptTokens: promptTokens.high, completionTokens: completionTokens.high }, price),
  };
  const { promptPerMillion, completionPerMillion, currency } = price;
  assumes.push(
    `${promptPerMillion} ${currency} a million tokens of prompt and ${completionPerMillion} ${currency} a million of reply, as configured.`,
  );
  return { calls, promptTokens, completionTokens, cost, currency, assumes };
}

function rangeOf(value: number | Range): Range {
  return typeof value === 'number' ? { low: value, high: value } : value;
}

function times(a: Range, b: Range): Range {
  return { low: a.low * b.low, high: a.high * b.high };
}

function said({ low, high }: Range): string {
  return low === high ? String(low) : `${low} to ${high}`;
}
