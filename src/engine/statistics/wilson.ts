import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** A share with its sample size and interval. All bounds are fractions in [0, 1]. */
export interface Proportion {
  readonly successes: number;
  readonly n: number;
  /** successes / n; NaN when n is 0. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The Wilson score interval of a proportion.
 *
 * @param level confidence, default 0.95
 * @throws RangeError when the counts are not whole numbers with 0 ≤ successes ≤ n
 * @see E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927)
 */
export function wilson(successes: number, n: number, level = 0.95): Proportion {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n) {
    throw new RangeError(`not a proportion: ${successes} of ${n}`);
  }
  if (n === 0) return { successes, n, value: NaN, low: 0, high: 1 };
  const z = quantile(1 - (1 - level) / 2, 0, 1);
  const value = successes / n;
  const z2 = z * z;
  const centre = (value + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((value * (1 - value)) / n + z2 / (4 * n * n));
  return {
    successes,
    n,
    value,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}

/** `67/100 = 67.0 % [57.3, 75.4]`: a proportion as it is always shown. */
export function formatProportion(proportion: Proportion): string {
  const percent = (x: number): string => (100 * x).toFixed(1);
  if (proportion.n === 0) return '0/0';
  return `${proportion.successes}/${proportion.n} = ${percent(proportion.value)} % [${percent(proportion.low)}, ${percent(proportion.high)}]`;
}
