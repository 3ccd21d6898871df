/** A source of bytes that repeats for a seed, so that a program's run can be repeated. Not for secrets. */
export type Entropy = (target: Uint8Array) => void;

/**
 * Bytes of the generator sfc32 (Doty-Humphrey, PractRand), its state filled from the seed and run in.
 *
 * @param seed any whole number; its low 32 bits count
 */
export function fixedEntropy(seed: number): Entropy {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 15; round += 1) next();
  return (target) => {
    for (let at = 0; at < target.length; at += 1) target[at] = next() >>> 24;
  };
}
