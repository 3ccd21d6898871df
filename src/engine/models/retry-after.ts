/**
 * How long a server asks its clients to wait, in milliseconds: `retry-after-ms`, or `Retry-After` in seconds or
 * as an HTTP date. Undefined where it says nothing that can be read.
 *
 * @param date milliseconds since the epoch, for dates
 */
export function retryAfter(headers: Headers, date: number): number | undefined {
  const milliseconds = plainNumber(headers.get('retry-after-ms'));
  if (milliseconds !== undefined) return milliseconds;
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const seconds = plainNumber(value);
  if (seconds !== undefined) return seconds * 1000;
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, until - date);
}

function plainNumber(value: string | null): number | undefined {
  return value !== null && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}
