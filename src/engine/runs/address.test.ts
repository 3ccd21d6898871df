import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressIn,
  decodePart,
  encodePart,
  groupAddress,
  isWithin,
  laneOf,
  laneOfAddress,
} from './address.ts';

describe('addresses', () => {
  it('read as lane path, name and ordinal', () => {
    expect(addressIn(laneOf('', 'score', 's17'), 'criterion', 2)).toBe('score/s17/criterion#2');
    expect(addressIn('', 'conductor', 1)).toBe('conductor#1');
    expect(groupAddress('score/s17', 'votes')).toBe('score/s17/votes#lanes');
  });

  it('encode what would change their shape, and nothing else', () => {
    expect(encodePart('a/b#1%\n')).toBe('a%2fb%231%25%0a');
    expect(encodePart('Expert Ω')).toBe('Expert Ω');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (part) => {
        expect(decodePart(encodePart(part))).toBe(part);
        expect(encodePart(part)).not.toMatch(/[/#\n\r]/);
      }),
    );
  });

  it('are distinct for distinct lanes, names and ordinals', () => {
    const part = fc.string({
      minLength: 1,
      maxLength: 3,
      unit: fc.constantFrom('a', '/', '#', '%', '1', '2'),
    });
    fc.assert(
      fc.property(
        fc.tuple(part, part, part, fc.integer({ min: 1, max: 12 })),
        fc.tuple(part, part, part, fc.integer({ min: 1, max: 12 })),
        (a, b) => {
          const address = ([g, k, n, o]: typeof a): string => addressIn(laneOf('', g, k), n, o);
          expect(address(a) === address(b)).toBe(a.join('\0') === b.join('\0'));
        },
      ),
    );
  });

  it('know their lane, and lanes know what they are within', () => {
    expect(laneOfAddress('score/s17/criterion#2')).toBe('score/s17');
    expect(laneOfAddress('conductor#1')).toBe('');
    expect(isWithin('score/s17/votes/a', 'score/s17')).toBe(true);
    expect(isWithin('score/s170', 'score/s17')).toBe(false);
    expect(isWithin('anything', '')).toBe(true);
  });
});
