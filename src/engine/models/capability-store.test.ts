import { describe, expect, it } from 'vitest';
import { allCapabilities, capabilitiesSchema } from './capabilities.ts';
import { CapabilityMemory } from './capability-store.ts';

describe('what is remembered of models', () => {
  it('adds lessons up, and tells of those that are new', () => {
    let changes = 0;
    const memory = new CapabilityMemory({}, () => (changes += 1));
    memory.learn('a', { ...allCapabilities, refused: ['seed'] });
    memory.learn('a', { ...allCapabilities, refused: ['seed'] });
    memory.learn('a', { ...allCapabilities, refused: ['temperature'], roles: 'folded' });
    expect(memory.read('a')).toEqual({
      refused: ['seed', 'temperature'],
      roles: 'folded',
      opensInReasoning: false,
    });
    expect(memory.read('b')).toEqual(allCapabilities);
    expect(changes).toBe(2);
  });

  it('outlives a session as JSON', () => {
    const memory = new CapabilityMemory();
    memory.learn('a', { ...allCapabilities, roles: 'alternating', opensInReasoning: true });
    const kept: unknown = JSON.parse(JSON.stringify(memory.entries()));
    expect(kept).toEqual({ a: capabilitiesSchema.parse({ roles: 'alternating', opensInReasoning: true }) });
    expect(new CapabilityMemory({ a: memory.read('a') }).read('a').roles).toBe('alternating');
  });

  it('forgets on demand', () => {
    const memory = new CapabilityMemory({ a: { ...allCapabilities, refused: ['seed'] } });
    memory.forget('a');
    expect(memory.read('a')).toEqual(allCapabilities);
  });
});
