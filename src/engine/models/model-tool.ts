import { z } from 'zod';
import type { Spend, Tool } from '../runs/tool.ts';
import { type ChatReply, chatReplySchema, chatRequestSchema } from './chat-model.ts';
import { estimateChatTokens } from './estimate-tokens.ts';
import { type Prices, costOf, priceOf } from './price.ts';
import type { ModelSource } from './registry.ts';

/**
 * A chat request to a model named by reference. All of it goes into the call's digest: model, messages,
 * temperature, top-p, limit of tokens, seed, stops, thinking and steering.
 */
export const modelRequestSchema = chatRequestSchema.extend({ model: z.string().min(1) });
export type ModelRequest = z.infer<typeof modelRequestSchema>;

export type ModelTool = Tool<ModelRequest, ChatReply> &
  Required<Pick<Tool<ModelRequest, ChatReply>, 'reserve' | 'spent'>>;

/** Reserved for a reply whose length nothing limits; long replies of chat models stay below. */
const unlimitedReply = 4096;

/**
 * Models as a tool of runs. A call reserves its prompt as `estimateTokens` counts it and its whole limit of
 * reply tokens, and is charged what the reply's usage says. Only models that really infer cost anything.
 */
export function modelTool(models: ModelSource, prices: Prices = {}): ModelTool {
  return {
    kind: 'model',
    version: '1',
    request: modelRequestSchema,
    answer: chatReplySchema,
    async perform({ model: reference, ...request }, performance) {
      const model = models.open(reference);
      const reply = await model.complete(request, performance);
      const price = model.nature === 'real' ? priceOf(model.reference, prices) : undefined;
      return price ? { ...reply, cost: costOf(takenBy(reply), price) } : reply;
    },
    reserve({ model, messages, maxTokens }): Spend {
      const tokens = {
        promptTokens: estimateChatTokens(messages),
        completionTokens: maxTokens ?? unlimitedReply,
      };
      const price = /^(recorded|simulated):/.test(model) ? undefined : priceOf(model, prices);
      return price ? { ...tokens, cost: costOf(tokens, price) } : tokens;
    },
    spent(reply): Spend {
      return reply.cost === undefined ? takenBy(reply) : { ...takenBy(reply), cost: reply.cost };
    },
  };
}

/** The tokens of a reply and of the attempts that broke before it. */
function takenBy({ usage, lost }: ChatReply): { promptTokens: number; completionTokens: number } {
  return {
    promptTokens: usage.promptTokens + (lost?.promptTokens ?? 0),
    completionTokens: usage.completionTokens + (lost?.completionTokens ?? 0),
  };
}
