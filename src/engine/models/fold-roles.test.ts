import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from './chat-model.ts';
import { foldRoles } from './fold-roles.ts';

const m = (role: ChatMessage['role'], content: string): ChatMessage => ({ role, content });

describe('folding roles', () => {
  it('puts a later system message before the message that follows it', () => {
    const messages = [m('user', 'a'), m('assistant', 'b'), m('system', 's'), m('user', 'c')];
    expect(foldRoles(messages, 'folded')).toEqual([m('user', 'a'), m('assistant', 'b'), m('user', 's\n\nc')]);
  });

  it('turns a system message that nothing follows into one of the user', () => {
    expect(foldRoles([m('system', 's')], 'folded')).toEqual([m('user', 's')]);
  });

  const messages = fc.array(
    fc.record({
      role: fc.constantFrom('system' as const, 'user' as const, 'assistant' as const),
      content: fc.stringMatching(/^[a-z]{3}$/),
    }),
    { minLength: 1 },
  );

  it('loses no message, and leaves no system role', () => {
    fc.assert(
      fc.property(messages, fc.constantFrom('folded' as const, 'alternating' as const), (given, roles) => {
        const folded = foldRoles(given, roles);
        expect(folded.every(({ role }) => role !== 'system')).toBe(true);
        const words = folded.flatMap(({ content }) => content.split('\n\n'));
        expect(words.sort()).toEqual(given.map(({ content }) => content).sort());
      }),
    );
  });

  it('makes roles alternate where they must', () => {
    fc.assert(
      fc.property(messages, (given) => {
        const roles = foldRoles(given, 'alternating').map(({ role }) => role);
        expect(roles.some((role, index) => index > 0 && roles[index - 1] === role)).toBe(false);
      }),
    );
  });
});
