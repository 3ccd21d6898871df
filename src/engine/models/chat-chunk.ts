import { z } from 'zod';
import { steeringSchema } from './chat-model.ts';

/**
 * What servers send, in a stream or whole, as far as it is read here. Servers differ, so everything is optional
 * and nothing beyond the types is required.
 */

/** Content is text, or (Mistral) a list of parts, of which some are thinking. */
const partSchema = z.object({
  type: z.string().optional(),
  text: z.string().optional(),
  thinking: z.union([z.string(), z.array(z.object({ text: z.string().optional() }))]).optional(),
});
const contentSchema = z.union([z.string(), z.array(partSchema)]).nullish();

const deltaSchema = z.object({
  content: contentSchema,
  /** DeepSeek, SGLang, llama.cpp, older vLLM. */
  reasoning_content: z.string().nullish(),
  /** vLLM, Ollama, OpenRouter. */
  reasoning: z.string().nullish().catch(undefined),
  refusal: z.string().nullish(),
});
export type ChatChunkDelta = z.infer<typeof deltaSchema>;

const count = z.number().int().nonnegative();
const wireUsageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  completion_tokens_details: z.object({ reasoning_tokens: count.nullish() }).nullish().catch(undefined),
});
export type WireUsage = z.infer<typeof wireUsageSchema>;

export const chatChunkSchema = z.object({
  model: z.string().nullish().catch(undefined),
  choices: z
    .array(
      z.object({
        index: z.number().nullish(),
        delta: deltaSchema.nullish(),
        message: deltaSchema.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: wireUsageSchema.nullish().catch(undefined),
  steering: steeringSchema.nullish().catch(undefined),
});
export type ChatChunk = z.infer<typeof chatChunkSchema>;

/** An error that a server reports with status 200, in a stream or whole. */
export const errorChunkSchema = z.object({
  error: z.union([
    z.string().min(1),
    z.object({ code: z.union([z.number(), z.string()]).nullish().catch(undefined) }),
  ]),
});
