import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../user-error.ts';
import {
  type ModelReference,
  isExposed,
  parseModelReference,
  printModelReference,
} from './model-reference.ts';

const name = fc
  .stringMatching(/^[\w./:@#%+ \-é模]{1,40}$/)
  .map((text) => text.trim())
  .filter((text) => text !== '');
const host = fc.constantFrom('127.0.0.1:8000', 'localhost:11434', '[::1]:8080', 'api.example.com', 'h:1');
const path = fc.constantFrom('', '/v1', '/openai/v1', '/a%20b/v1');

const reference: fc.Arbitrary<ModelReference> = fc.oneof(
  name.map((n): ModelReference => ({ scheme: 'openai', name: n })),
  name.map((n): ModelReference => ({ scheme: 'embedded', name: n })),
  name.map((n): ModelReference => ({ scheme: 'simulated', name: n })),
  name.map((n): ModelReference => ({ scheme: 'recorded', path: n })),
  fc
    .tuple(fc.stringMatching(/^[a-z-]{1,10}$/), name)
    .map(([vendor, n]): ModelReference => ({ scheme: 'vscode', vendor, name: n })),
  fc.tuple(fc.constantFrom('http', 'https'), host, path, name).map(([scheme, at, to, n]): ModelReference => ({
    scheme: 'http',
    baseUrl: `${scheme}://${at}${to}`,
    name: n,
  })),
);

describe('model references', () => {
  it('come back from their string form', () => {
    fc.assert(
      fc.property(reference, (value) => {
        expect(parseModelReference(printModelReference(value))).toEqual(value);
      }),
    );
  });

  it('never fail but with an error that says what a reference looks like', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })),
        (text) => {
          try {
            parseModelReference(text);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            expect(error.code).toBe('model-reference-invalid');
            expect(error.hint).toContain('openai:NAME');
          }
        },
      ),
    );
  });

  it.each([
    ['openai:gpt-5', { scheme: 'openai', name: 'gpt-5' }],
    [
      'http://127.0.0.1:8000/v1/#Qwen/Qwen3-30B-A3B',
      { scheme: 'http', baseUrl: 'http://127.0.0.1:8000/v1', name: 'Qwen/Qwen3-30B-A3B' },
    ],
    ['HTTPS://API.Example.com/v1#m', { scheme: 'http', baseUrl: 'https://api.example.com/v1', name: 'm' }],
    [
      'http://localhost:11434/v1#qwen3:8b',
      { scheme: 'http', baseUrl: 'http://localhost:11434/v1', name: 'qwen3:8b' },
    ],
    ['vscode:copilot/gpt-4.1', { scheme: 'vscode', vendor: 'copilot', name: 'gpt-4.1' }],
    ['recorded:runs/a b.jsonl', { scheme: 'recorded', path: 'runs/a b.jsonl' }],
  ])('reads %s', (text, expected) => {
    expect(parseModelReference(text)).toEqual(expected);
  });

  it.each([
    ['', 'it is empty'],
    ['gpt-5', 'it has no scheme'],
    ['claude:x', 'no scheme of Baton'],
    ['openai:', 'it names no model'],
    ['vscode:gpt', 'a vendor and a name'],
    ['recorded:', 'it names no file'],
    ['http://127.0.0.1:8000/v1', 'add # and the name'],
    ['http://h/v1#', 'it names no model'],
    ['http://h/v1?k=1#m', 'has a query'],
    ['http://:::#m', 'not a URL'],
    ['openai:a\nb', 'control characters'],
  ])('refuses %j: %s', (text, why) => {
    expect(() => parseModelReference(text)).toThrow(why);
  });

  it('never repeats a password or a query', () => {
    for (const text of [
      'https://me:hunter2@h/v1#m',
      'https://h/v1?key=hunter2#m',
      'http://me:hunter2@h\u0001/v1#m',
      'https://hunter2@h#m',
    ]) {
      expect(() => parseModelReference(text)).toThrow(/^(?!.*hunter2)/);
    }
  });

  it('tells where a key could be read on its way', () => {
    expect(
      ['http://127.0.0.1:8000', 'http://localhost:1', 'http://[::1]:1', 'https://h'].map(isExposed),
    ).toEqual([false, false, false, false]);
    expect(
      ['http://192.168.1.5:8000', 'http://localhost.example.com', 'http://127.0.0.1.example.com'].map(
        isExposed,
      ),
    ).toEqual([true, true, true]);
  });
});
