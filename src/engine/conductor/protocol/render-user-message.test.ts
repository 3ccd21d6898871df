import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseExpertOutputs } from './recording-expert-outputs.ts';
import { renderExpertOutputs, renderUserMessage } from './render-user-message.ts';

test('a round: its number, the replies, the nudge', () => {
  const replies = renderExpertOutputs([
    { name: 'Expert A', text: 'one' },
    { name: 'Expert Python', text: 'x = """y"""' },
  ]);
  expect(renderUserMessage(3, [replies, 'What next?', ''])).toBe(
    'ROUND 3:\n\nExpert A\'s output:\n"""\none\n"""\n\nExpert Python\'s output:\n""""\nx = """y"""\n""""\n\nWhat next?',
  );
});

test('replies come back as they were, whatever they hold', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '"""',
      '\n"""\n',
      '""""',
      "Expert B's output:\n",
      '\n\n',
      '```\n',
      '"',
      'Expert C:\n',
      'x',
    ),
    fc.string({ maxLength: 4 }),
  );
  const reply = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('').trim());
  fc.assert(
    fc.property(fc.array(reply, { minLength: 1, maxLength: 4 }), (texts) => {
      const replies = texts.map((text, index) => ({ name: `Expert ${index + 1}`, text }));
      const parsed = parseExpertOutputs(renderUserMessage(2, [renderExpertOutputs(replies), 'What next?']));
      expect(parsed.outputs.map(({ name, text }) => ({ name, text }))).toEqual(replies);
      expect(parsed.rest).toBe('What next?');
    }),
    { numRuns: 2000 },
  );
});
