import { z } from 'zod';
import type { Attempt, Delta } from '../runs/tool.ts';

/** One message of a chat. Roles are the three that every chat API shares. */
export const chatMessageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
});
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/**
 * Experts of a Mixture-of-Experts model whose gate weights are multiplied by beta (RICE, Wang et al. 2025, §3).
 * Only a steered server honours it; the reply's `steering` is what the server says it applied.
 */
export const steeringSchema = z.object({
  experts: z.array(
    z.object({ layer: z.number().int().nonnegative(), expert: z.number().int().nonnegative() }),
  ),
  beta: z.number().positive(),
});
export type Steering = z.infer<typeof steeringSchema>;

/** What is asked of a model. Every field but `messages` is a wish: the reply says which were honoured. */
export const chatRequestSchema = z.object({
  messages: z.array(chatMessageSchema).min(1),
  temperature: z.number().min(0).optional(),
  topP: z.number().min(0).max(1).optional(),
  /** Cap on the tokens of the reply, reasoning included. */
  maxTokens: z.number().int().positive().optional(),
  seed: z.number().int().optional(),
  stop: z.array(z.string()).optional(),
  /** Thinking on or off, where the model has such a switch. */
  thinking: z.boolean().optional(),
  steering: steeringSchema.optional(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

export const usageSchema = z.object({
  promptTokens: z.number().int().nonnegative(),
  completionTokens: z.number().int().nonnegative(),
  /** Part of completionTokens, where the server says. */
  reasoningTokens: z.number().int().nonnegative().optional(),
  /** True when the server gave no usage and the counts are estimates from text length. */
  estimated: z.boolean().optional(),
});
export type Usage = z.infer<typeof usageSchema>;

export const chatReplySchema = z.object({
  /** The reply proper, reasoning taken out. */
  text: z.string(),
  /** What the model thought before it replied, where it shows that. */
  reasoning: z.string().optional(),
  finishReason: z.enum(['stop', 'length', 'content-filter', 'tool-calls', 'unknown']),
  usage: usageSchema,
  /** What earlier attempts of this call took before they broke, estimated: paid for, and of no use. */
  lost: usageSchema.optional(),
  /** The whole call, its retries left out, in milliseconds. */
  latencyMs: z.number().nonnegative(),
  /** Dispatch to first streamed text, in milliseconds; absent where the reply was not streamed. */
  firstTokenMs: z.number().nonnegative().optional(),
  /** The model as the server named it. */
  servedModel: z.string().optional(),
  /** Parameters that the model refused or lacks, and what was done instead: `temperature: dropped`. */
  adjusted: z.array(z.string()).optional(),
  /** What a steered server says it applied; absent where it said nothing. */
  steering: steeringSchema.optional(),
  /** In the currency of the configured prices; absent where no price is known. */
  cost: z.number().nonnegative().optional(),
});
export type ChatReply = z.infer<typeof chatReplySchema>;

/**
 * How a caller listens to one completion. A delta with `restart` voids every delta before it: the stream broke
 * and is asked again, or what looked like the reply turned out to be reasoning.
 */
export interface Completion {
  readonly signal: AbortSignal;
  onDelta?(delta: Delta): void;
  onAttempt?(attempt: Attempt): void;
}

/** A chat model behind whatever serves it. */
export interface ChatModel {
  /** The model reference, as in settings, CLI and journal. */
  readonly reference: string;
  /** `real` models infer; recorded and simulated ones are labelled wherever their results appear. */
  readonly nature: 'real' | 'recorded' | 'simulated';
  /**
   * Completes a chat once, retries included.
   *
   * @throws ModelError (a UserError, codes in `models/errors.ts`); the signal's reason when aborted
   */
  complete(request: ChatRequest, completion: Completion): Promise<ChatReply>;
}
