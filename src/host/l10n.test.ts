import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const text = (name: string): string => readFileSync(join(root, name), 'utf8');
const read = (name: string): Record<string, string> => JSON.parse(text(name)) as Record<string, string>;

/** The places that values are put into, in no order: languages differ in theirs. */
function places(sentence: string): string[] {
  return (sentence.match(/\{\d+\}|\$\([\w-]+\)|\]\([^)]+\)|`[^`]+`/g) ?? []).sort();
}

describe('what the manifest shows', () => {
  const used = new Set([...text('package.json').matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));
  const english = read('package.nls.json');

  it('has every string that is named, and none that is not', () => {
    expect(Object.keys(english).sort()).toEqual([...used].sort());
  });

  it('is whole in German', () => {
    const german = read('package.nls.de.json');
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
    for (const [key, sentence] of Object.entries(english)) {
      expect(places(german[key] ?? ''), key).toEqual(places(sentence));
    }
  });
});

describe('what the editor shows', () => {
  it('is collected from the sources (npm run l10n)', async () => {
    // A script of the build, without types of its own.
    const script = (await import(join(root, 'scripts/l10n.mjs'))) as {
      collectStrings(): Promise<Record<string, string>>;
    };
    expect(Object.keys(read('l10n/bundle.l10n.json')).sort()).toEqual(
      Object.keys(await script.collectStrings()).sort(),
    );
  });

  it('is whole in German', () => {
    const german = read('l10n/bundle.l10n.de.json');
    const english = read('l10n/bundle.l10n.json');
    expect(Object.keys(german).sort()).toEqual(Object.keys(english).sort());
    for (const key of Object.keys(english)) expect(places(german[key] ?? ''), key).toEqual(places(key));
  });
});
