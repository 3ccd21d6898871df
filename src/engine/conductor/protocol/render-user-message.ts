import { renderExpertOutput } from './render-conductor-message.ts';

/** A message to the conductor: `ROUND k:` and what it is told in that round, a blank line between the parts. */
export function renderUserMessage(round: number, parts: readonly string[]): string {
  return [`ROUND ${round}:`, ...parts.filter((part) => part !== '')].join('\n\n');
}

/** The replies of the experts called in the round before, in the order of the calls. */
export function renderExpertOutputs(
  replies: readonly { readonly name: string; readonly text: string }[],
): string {
  return replies.map(({ name, text }) => renderExpertOutput(name, text)).join('\n\n');
}
