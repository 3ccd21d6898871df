import { chatReplySchema } from './models/chat-model.ts';
import type { Json } from './runs/json.ts';
import type { Spend } from './runs/tool.ts';

const spendSchema = chatReplySchema.pick({ usage: true, cost: true });

/** What an answer in a journal cost, by the kind of its tool: only models cost anything. */
export function spendOf(tool: string, answer: Json): Spend | undefined {
  if (tool !== 'model') return undefined;
  const reply = spendSchema.safeParse(answer);
  if (!reply.success) return undefined;
  const { usage, cost } = reply.data;
  return { promptTokens: usage.promptTokens, completionTokens: usage.completionTokens, cost };
}
