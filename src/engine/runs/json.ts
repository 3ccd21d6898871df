import { createHash } from 'node:crypto';

/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * A value as its JSON text, the same text for the same meaning: keys sorted, absent and `undefined` members
 * alike, no white space.
 *
 * @throws TypeError for what JSON cannot carry (functions, NaN, cycles, class instances)
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`not JSON: ${value}`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      return canonicalObject(value);
    default:
      throw new TypeError(`not JSON: a value of type ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`not JSON: an instance of ${value.constructor.name}`);
  }
  const record = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

/**
 * The digest of a call: the first 128 bits of SHA-256 over the tool's kind, its version and the canonical
 * request, in hexadecimal.
 */
export function digestOf(tool: { kind: string; version: string }, request: unknown): string {
  return digestOfText(tool, canonicalJson(request));
}

/** The same, of a request whose canonical text is there already. */
export function digestOfText(tool: { kind: string; version: string }, canonical: string): string {
  const hash = createHash('sha256');
  hash.update(`${tool.kind}\n${tool.version}\n${canonical}`);
  return hash.digest('hex').slice(0, 32);
}
