import { z } from 'zod';

/** Parameters of a request, by their names on the wire, that a server may refuse. */
export const refusableSchema = z.enum([
  'temperature',
  'top_p',
  'seed',
  'stop',
  'max_tokens',
  'max_completion_tokens',
  'stream',
  'stream_options',
  'chat_template_kwargs',
  'reasoning_effort',
  'steering',
]);
export type Refusable = z.infer<typeof refusableSchema>;

/**
 * What a model turned out to lack, learned from what its server refused. Everything is assumed to work until
 * then. Plain JSON, so that it can be kept between sessions.
 */
export const capabilitiesSchema = z.object({
  refused: z.array(refusableSchema).default([]),
  /** `folded`: the template has no system role. `alternating`: user and assistant must take turns as well. */
  roles: z.enum(['all', 'folded', 'alternating']).default('all'),
  /** The template writes the opening `<think>`, so replies begin inside the reasoning. */
  opensInReasoning: z.boolean().default(false),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

export const allCapabilities: Capabilities = { refused: [], roles: 'all', opensInReasoning: false };

/** Both lessons at once: what either knows to be lacking is lacking. */
export function mergeCapabilities(known: Capabilities, learned: Capabilities): Capabilities {
  const order = ['all', 'folded', 'alternating'] as const;
  return {
    refused: [...new Set([...known.refused, ...learned.refused])].sort(),
    roles: order[Math.max(order.indexOf(known.roles), order.indexOf(learned.roles))] ?? 'all',
    opensInReasoning: learned.opensInReasoning,
  };
}
