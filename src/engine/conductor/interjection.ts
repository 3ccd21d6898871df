import { z } from 'zod';
import type { Tool } from '../runs/tool.ts';

const requestSchema = z.object({ round: z.number().int().positive() });
const answerSchema = z.object({ messages: z.array(z.string()) });

/** What a person says into a running session, waiting for the next round. */
export class Mailbox {
  private messages: string[] = [];

  /** Leaves a message for the next round. */
  post(message: string): void {
    this.messages.push(message);
  }

  /** Messages that no round has taken yet. */
  get waiting(): readonly string[] {
    return this.messages;
  }

  take(): string[] {
    return this.messages.splice(0);
  }
}

export type InterjectionTool = Tool<z.infer<typeof requestSchema>, z.infer<typeof answerSchema>>;

/**
 * A person as a tool of the session: at the start of each round, whatever they have said since the last. It is a
 * call like any other, so that a replay hears the same words in the same round, and a fork can put words in.
 */
export function interjectionTool(mailbox: Mailbox): InterjectionTool {
  return {
    kind: 'person',
    version: '1',
    request: requestSchema,
    answer: answerSchema,
    perform: () => Promise.resolve({ messages: mailbox.take() }),
  };
}
