import { createHash } from 'node:crypto';
import type { ChatMessage } from '../models/chat-model.ts';
import { laneOfAddress } from '../runs/address.ts';
import type { CallNode, MomentNumber } from '../runs/run-tree.ts';
import { preview } from './text-block.ts';

/** A message that has been shown in full, and by which call. */
export interface ShownMessage {
  readonly role: ChatMessage['role'];
  readonly preview: string;
  readonly shownAt: MomentNumber;
  readonly digest: string;
}

/**
 * What has been said to whom. A conductor is sent its whole history again and again; of each request only what
 * was not in the previous one of the same name and lane is new, and the rest has been shown already.
 */
export class MessageHistory {
  private readonly last = new Map<string, ShownMessage[]>();

  /** Splits the messages of a call into those that its predecessor had, or replied, and the new ones. */
  take(
    call: CallNode,
    messages: readonly ChatMessage[],
    reply: string | undefined,
  ): { readonly earlier: readonly ShownMessage[]; readonly fresh: readonly ChatMessage[] } {
    const key = nameOf(call);
    const before = this.last.get(key) ?? [];
    const digests = messages.map(digestOf);
    let same = 0;
    while (same < digests.length && same < before.length && before[same]?.digest === digests[same]) same += 1;
    const earlier = before.slice(0, same);
    const fresh = messages.slice(same);
    const now = [...earlier, ...fresh.map((message) => shown(message, call.asked))];
    if (reply !== undefined) now.push(shown({ role: 'assistant', content: reply }, call.asked));
    this.last.set(key, now);
    return { earlier, fresh };
  }

  /** Forgets a lane that is over. */
  leave(lane: string): void {
    for (const key of this.last.keys()) if (key.startsWith(`${lane}/`)) this.last.delete(key);
  }
}

/** The lane of a call and its name in there. */
function nameOf({ address }: CallNode): string {
  return `${laneOfAddress(address)}/${address.slice(address.lastIndexOf('/') + 1).split('#', 1)[0] ?? ''}`;
}

function shown(message: ChatMessage, shownAt: MomentNumber): ShownMessage {
  return { role: message.role, preview: preview(message.content, 90), shownAt, digest: digestOf(message) };
}

function digestOf({ role, content }: ChatMessage): string {
  return createHash('sha256').update(`${role}\n${content}`).digest('base64');
}
