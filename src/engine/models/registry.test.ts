import { describe, expect, it } from 'vitest';
import { RecordedModel } from './recorded-model.ts';
import { ModelRegistry } from './registry.ts';

const registry = new ModelRegistry({
  recorded: ({ path }) => new RecordedModel(`recorded:${path}`, []),
  simulated: ({ name }) => new RecordedModel(`simulated:${name}`, []),
});

describe('the registry of models', () => {
  it('opens a reference once', () => {
    expect(registry.open('recorded:a.jsonl').reference).toBe('recorded:a.jsonl');
    expect(registry.open(' recorded:a.jsonl')).toBe(registry.open('recorded:a.jsonl'));
    expect(registry.open('recorded:b.jsonl')).not.toBe(registry.open('recorded:a.jsonl'));
  });

  it('says which schemes there are here', () => {
    expect(() => registry.open('openai:m')).toThrow(
      'openai:m cannot be used here: there are no openai: models; there are recorded:, simulated:',
    );
  });

  it('refuses what is no reference', () => {
    expect(() => registry.open('m')).toThrow('“m” is not a model reference');
  });
});
