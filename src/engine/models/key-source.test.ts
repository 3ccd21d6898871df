import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EnvironmentKeys, keyVariables } from './key-source.ts';

describe('keys from the environment', () => {
  it('gives OpenAI its key, and nobody else', async () => {
    const keys = new EnvironmentKeys({ OPENAI_API_KEY: 'k' });
    expect(await keys.keyFor('https://api.openai.com/v1')).toBe('k');
    expect(await keys.keyFor('http://api.openai.com/v1')).toBeUndefined();
    expect(await keys.keyFor('https://api.openai.com.example.com/v1')).toBeUndefined();
    expect(await keys.keyFor('https://example.com/v1')).toBeUndefined();
  });

  it('names a variable for each host, the one with the port first', () => {
    expect(keyVariables('https://api.my-host.ai/v1')).toEqual(['BATON_API_KEY_API_MY__HOST_AI']);
    expect(keyVariables('http://127.0.0.1:8000/v1')).toEqual([
      'BATON_API_KEY_127_0_0_1_8000',
      'BATON_API_KEY_127_0_0_1',
    ]);
  });

  it('passes over empty variables', async () => {
    const keys = new EnvironmentKeys({ BATON_API_KEY_H_1: '', BATON_API_KEY_H: 'k' });
    expect(await keys.keyFor('http://h:1/v1')).toBe('k');
  });

  it('lets no two hosts share a variable', () => {
    const host = fc.stringMatching(/^[a-z1.-]{1,6}$/).filter((text) => URL.canParse(`https://${text}`));
    const origin = fc.tuple(host, fc.constantFrom('', ':1', ':11')).map(([h, port]) => `https://${h}${port}`);
    fc.assert(
      fc.property(origin, origin, (a, b) => {
        const [x, y] = [new URL(a).hostname, new URL(b).hostname];
        const shared = keyVariables(a).filter((variable) => keyVariables(b).includes(variable));
        if (x !== y) expect(shared).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
