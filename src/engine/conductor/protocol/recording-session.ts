import { z } from 'zod';
import { parseExpertOutputs } from './recording-expert-outputs.ts';
import type { ExpertOutputs } from './recording-expert-outputs.ts';

/** One line of a recording: a session with a conductor, as the paper's own implementation wrote it down. */
export const recordedSessionSchema = z.object({
  input: z.string(),
  target: z.json(),
  message_log: z
    .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() }))
    .min(1),
  output: z.string().nullable(),
});
export type RecordedSession = z.infer<typeof recordedSessionSchema>;

/** One message of the recorded conductor, with what came back for it. */
export interface RecordedTurn {
  /** The message's index in `message_log`. */
  readonly index: number;
  readonly text: string;
  /**
   * The expert outputs of the user message that follows; absent after the last message, and where another message
   * of the assistant follows: its calls, if it made any, were never answered on the record.
   */
  readonly reply?: ExpertOutputs;
  /** Another message of the assistant follows at once. */
  readonly paired: boolean;
}

/**
 * The turns of a recorded conductor. What it called is read from the headings of the recorded replies alone, so
 * that it can be held against what `parseConductorMessage` makes of the same messages.
 */
export function recordedTurns(session: RecordedSession): RecordedTurn[] {
  const log = session.message_log;
  return log.flatMap((message, index) => {
    if (message.role !== 'assistant') return [];
    const next = log[index + 1];
    const reply = next?.role === 'user' ? { reply: parseExpertOutputs(next.content) } : {};
    return [{ index, text: message.content, paired: next?.role === 'assistant', ...reply }];
  });
}
