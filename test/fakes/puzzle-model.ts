import type { ChatBody } from './play-scripted.ts';

/**
 * A model that solves `4 5 6 10` by the protocol, told by nothing but what it is asked: two experts at once, then
 * one who checks, then the answer. As stateless as a server's model: the same request gets the same reply.
 */
export function puzzleModel({ messages }: Pick<ChatBody, 'messages'>): string {
  const rounds = messages.filter(({ role }) => role === 'assistant').length;
  const isConductor = (messages[0]?.content ?? '').includes('lead a team of experts');
  if (!isConductor) return expert(messages.at(-1)?.content ?? '');
  const last = messages.at(-1)?.content ?? '';
  switch (rounds) {
    case 0:
      return [
        'Two views first.\n',
        call('Expert Mathematician', 'Reach 24 with 4, 5, 6 and 10, each once. Say 4 * 5 somewhere.'),
        call('Expert Puzzle Solver', 'Use 4, 5, 6 and 10 once each to make 24.'),
      ].join('\n');
    case 1:
      return call(
        'Expert Checker',
        `Is (4 + 5 * 6) - 10 equal to 24? You were told: ${last.length} characters.`,
      );
    default:
      return `It holds: ${last.includes('correct') ? 'checked' : 'unchecked'}.\n\n>> FINAL ANSWER:\n"""\n(4 + 5 * 6) - 10\n"""`;
  }
}

function expert(instruction: string): string {
  if (instruction.includes('Is (4 + 5 * 6)'))
    return 'Yes: 5 * 6 = 30, 4 + 30 = 34, 34 - 10 = 24. It is correct.';
  return 'Try (4 + 5 * 6) - 10.';
}

function call(name: string, instruction: string): string {
  return `${name}:\n"""\n${instruction}\n"""\n`;
}
