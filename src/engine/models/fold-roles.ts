import type { Capabilities } from './capabilities.ts';
import type { ChatMessage } from './chat-model.ts';

/**
 * The same conversation for a template that lacks roles. System messages go before the next user message, or
 * become one where none follows; where turns must alternate, neighbours of one role are joined.
 */
export function foldRoles(messages: readonly ChatMessage[], roles: Capabilities['roles']): ChatMessage[] {
  if (roles === 'all') return [...messages];
  const folded: ChatMessage[] = [];
  let pending: string[] = [];
  for (const message of messages) {
    if (message.role === 'system') {
      pending.push(message.content);
    } else if (message.role === 'user') {
      folded.push({ role: 'user', content: [...pending, message.content].join('\n\n') });
      pending = [];
    } else {
      folded.push(message);
    }
  }
  if (pending.length > 0) folded.push({ role: 'user', content: pending.join('\n\n') });
  return roles === 'alternating' ? joinNeighbours(folded) : folded;
}

function joinNeighbours(messages: readonly ChatMessage[]): ChatMessage[] {
  const joined: ChatMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last?.role === message.role) {
      joined[joined.length - 1] = { role: last.role, content: `${last.content}\n\n${message.content}` };
    } else {
      joined.push(message);
    }
  }
  return joined;
}
