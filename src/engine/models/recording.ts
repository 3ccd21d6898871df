import { z } from 'zod';
import { digestOf } from '../runs/json.ts';
import { type ChatMessage, type ChatReply, chatMessageSchema, chatReplySchema } from './chat-model.ts';
import { estimateTokens } from './estimate-tokens.ts';

/**
 * One line of a recording: what was asked, and what came back. The question is the messages or, where they are
 * not to be kept, their digest. Parameters are no part of it: a recording stands in for one model as it was set.
 */
export const recordingLineSchema = z
  .object({
    messages: z.array(chatMessageSchema).min(1).optional(),
    /** `messagesDigest` of the messages. */
    digest: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
    /** The model that replied, for people. */
    model: z.string().optional(),
    reply: chatReplySchema.partial().required({ text: true }),
  })
  .refine(
    ({ messages, digest }) => messages !== undefined || digest !== undefined,
    'needs messages or digest',
  );
export type RecordingLine = z.infer<typeof recordingLineSchema>;

/** What requests with the same messages share: 128 bits of SHA-256 over their canonical JSON, in hexadecimal. */
export function messagesDigest(messages: readonly ChatMessage[]): string {
  const bare = messages.map(({ role, content }) => ({ role, content }));
  return digestOf({ kind: 'recording', version: '1' }, bare);
}

/** The line for a reply, without what was paid for it: a replay costs nothing. */
export function recordingLine(
  messages: readonly ChatMessage[],
  reply: ChatReply,
  model: string,
): RecordingLine {
  return { messages: [...messages], model, reply: unpaid(reply) };
}

/** The whole reply of a line; what it leaves out is filled in. */
export function recordedReply({ messages, reply }: RecordingLine): ChatReply {
  const completionTokens = estimateTokens(reply.text) + estimateTokens(reply.reasoning ?? '');
  const promptTokens = estimateTokens(messages?.map(({ content }) => content).join('\n') ?? '');
  const whole = chatReplySchema.parse({
    finishReason: 'stop',
    usage: { promptTokens, completionTokens, estimated: true },
    latencyMs: 0,
    ...reply,
  });
  return unpaid(whole);
}

function unpaid(reply: ChatReply): ChatReply {
  const copy = { ...reply };
  delete copy.cost;
  delete copy.lost;
  return copy;
}
