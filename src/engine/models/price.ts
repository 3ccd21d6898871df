import { z } from 'zod';
import type { Spend } from '../runs/tool.ts';

/** What a model costs. Baton brings no prices of its own, since they go stale; settings give them. */
export const priceSchema = z.object({
  promptPerMillion: z.number().nonnegative(),
  completionPerMillion: z.number().nonnegative(),
  currency: z.string().min(1),
});
export type Price = z.infer<typeof priceSchema>;

/** Prices by pattern of a model reference; `*` stands for anything. The first that matches counts. */
export const pricesSchema = z
  .record(z.string(), priceSchema)
  .refine((prices) => new Set(Object.values(prices).map(({ currency }) => currency)).size <= 1, {
    error: 'all prices must be in one currency, since a run adds them up',
  });
export type Prices = z.infer<typeof pricesSchema>;

/** The price of a model, or undefined where none is configured. */
export function priceOf(reference: string, prices: Prices): Price | undefined {
  return Object.entries(prices).find(([pattern]) => matches(pattern, reference))?.[1];
}

/** What so many tokens cost, in the price's currency. */
export function costOf(tokens: Pick<Spend, 'promptTokens' | 'completionTokens'>, price: Price): number {
  return (
    (tokens.promptTokens * price.promptPerMillion + tokens.completionTokens * price.completionPerMillion) /
    1_000_000
  );
}

/** Takes time linear in both, since patterns may come with a workspace that nobody has read yet. */
function matches(pattern: string, reference: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern === reference;
  if (!reference.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = reference.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return reference.length - at >= last.length && reference.endsWith(last);
}
