const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const money = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A whole number, its thousands grouped: `12,345`. */
export function count(n: number): string {
  return grouped.format(n);
}

/** A count with its noun: `1 call`, `12 calls`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
}

/** Milliseconds as people say them: `340 ms`, `12.3 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${count(Math.floor(seconds / 3600))} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** An amount in the currency of the configured prices, three significant digits. */
export function cost(amount: number): string {
  return money.format(amount);
}

/** A moment's time, in UTC, so that a report reads the same everywhere; undefined for what is no date. */
export function utc(t: number): { readonly iso: string; readonly text: string } | undefined {
  const date = new Date(t);
  if (Number.isNaN(date.getTime())) return undefined;
  const iso = date.toISOString();
  return { iso, text: `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC` };
}
