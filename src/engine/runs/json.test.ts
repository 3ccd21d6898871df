import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, digestOf } from './json.ts';

describe('canonicalJson', () => {
  it('is the same text for the same meaning', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], c: undefined })).toBe('{"a":[true,null,"x"],"b":1}');
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const shuffled = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
        expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      }),
    );
  });

  it('refuses what JSON would lose', () => {
    for (const value of [NaN, Infinity, () => 1, new Date(), new Map(), [undefined], 1n]) {
      expect(() => canonicalJson(value)).toThrow(TypeError);
    }
  });
});

describe('digestOf', () => {
  const tool = { kind: 'model', version: '1' };

  it('changes with the request, the tool and its version', () => {
    const digests = [
      digestOf(tool, { a: 1 }),
      digestOf(tool, { a: 2 }),
      digestOf({ ...tool, kind: 'python' }, { a: 1 }),
      digestOf({ ...tool, version: '2' }, { a: 1 }),
    ];
    expect(new Set(digests).size).toBe(4);
    expect(digestOf(tool, { a: 1 })).toBe(digests[0]);
    expect(digests[0]).toMatch(/^[0-9a-f]{32}$/);
  });
});
