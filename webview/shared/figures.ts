import * as l10n from '@vscode/l10n';

const whole = new Intl.NumberFormat();
const tenth = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const money = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

export function count(value: number): string {
  return whole.format(value);
}

/** A duration as people say it: `350 ms`, `4.2 s`, `3 m 12 s`, `2 h 5 m`. */
export function duration(ms: number): string {
  if (ms < 1000) return l10n.t('{0} ms', Math.round(ms));
  const seconds = ms / 1000;
  if (seconds < 60) return l10n.t('{0} s', tenth.format(seconds));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return l10n.t('{0} m {1} s', minutes, Math.floor(seconds % 60));
  return l10n.t('{0} h {1} m', Math.floor(minutes / 60), minutes % 60);
}

/** Tokens in and out, as one figure. */
export function tokens({ prompt, completion }: { prompt: number; completion: number }): string {
  return l10n.t('{0} tokens', count(prompt + completion));
}

export function tokensInFull({ prompt, completion }: { prompt: number; completion: number }): string {
  return l10n.t('{0} tokens of prompt, {1} of reply', count(prompt), count(completion));
}

/** Money, in the currency of the configured prices, which the view does not know. */
export function cost(value: number): string {
  return money.format(value);
}

export function calls(value: number): string {
  return value === 1 ? l10n.t('1 call') : l10n.t('{0} calls', count(value));
}

export function characters(value: number): string {
  return value === 1 ? l10n.t('1 character') : l10n.t('{0} characters', count(value));
}

export function time(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}
