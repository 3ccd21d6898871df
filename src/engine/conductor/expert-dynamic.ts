import { askModel } from './ask-model.ts';
import type { Scaffold } from './scaffold.ts';
import { endWith } from './single-prompt.ts';

/**
 * The dynamic expert (Xu et al. 2023; a baseline of Suzgun & Kalai 2024): the model first describes the expert
 * that fits the question, then answers as that expert.
 */
export const expertDynamic: Scaffold = async (context, question, settings, prompts, tools) => {
  const identity = await context.frame('round', 'Round 1', { round: 1 }, () =>
    askModel(context, tools, settings, 'expert', 'Identity', [
      { role: 'user', content: prompts.fill('expert-dynamic-identity', { question }) },
    ]),
  );
  return context.frame('round', 'Round 2', { round: 2 }, async () => {
    const reply = await askModel(context, tools, settings, 'conductor', 'Expert', [
      { role: 'user', content: prompts.fill('expert-dynamic-answer', { identity: identity.text, question }) },
    ]);
    return endWith(context, reply.text, 2);
  });
};
