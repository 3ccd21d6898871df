import { askModel } from './ask-model.ts';
import { finalAnswer } from './conductor-notes.ts';

import { parseConductorMessage } from './protocol/parse-conductor-message.ts';
import type { Scaffold, SessionEnd } from './scaffold.ts';

/**
 * A baseline that puts one prompt to the model and takes its reply (standard, zero-shot chain of thought, a static
 * expert, several personas in one message; Suzgun & Kalai 2024, section 3.1).
 */
export function singlePrompt(
  prompt: 'standard' | 'zero-shot-cot' | 'expert-static' | 'multi-persona',
): Scaffold {
  return (context, question, settings, prompts, tools) =>
    context.frame('round', 'Round 1', { round: 1 }, async () => {
      const reply = await askModel(context, tools, settings, 'conductor', 'Model', [
        { role: 'user', content: prompts.fill(prompt, { question }) },
      ]);
      return endWith(context, reply.text, 1);
    });
}

/** Reads the final answer out of the one reply that a baseline ends with. */
export function endWith(context: Parameters<Scaffold>[0], reply: string, rounds: number): SessionEnd {
  const text = parseConductorMessage(reply).finalAnswer?.text;
  if (text === undefined) return { rounds };
  context.note(finalAnswer, 'Final answer', { round: rounds, text });
  return { finalAnswer: text, rounds };
}
