import type { ChatMessage } from '../models/chat-model.ts';
import type { RunContext } from '../runs/context.ts';
import { askModel } from './ask-model.ts';
import { callExpert, type ExpertReply } from './call-expert.ts';
import { finalAnswer, hallucinatedReply, oddMessage } from './conductor-notes.ts';
import type { ConductorMessage, ExpertCall } from './protocol/conductor-message.ts';
import { renderExpertOutput } from './protocol/render-conductor-message.ts';
import { parseConductorMessage } from './protocol/parse-conductor-message.ts';
import type { Scaffold } from './scaffold.ts';

/**
 * Meta-prompting (Suzgun & Kalai 2024, algorithm 1): the conductor sees the whole history and either calls
 * experts or gives the final answer. Calls win over a final answer in the same message; a message with neither
 * is answered by a reminder; an invented expert's reply is marked, and is no call.
 */
export const metaPrompting: Scaffold = async (context, question, settings, prompts, tools) => {
  const history: ChatMessage[] = [{ role: 'system', content: prompts.fill('conductor-system') }];
  let next = prompts.fill(settings.python ? 'conductor-with-python' : 'conductor', {
    question,
    rounds: `${settings.rounds - 1}`,
  });
  for (let round = 1; round <= settings.rounds; round++) {
    const isLast = round === settings.rounds;
    const step = await context.frame('round', `Round ${round}`, { round }, async () => {
      const said = await context.call('interjection', tools.interjection, { round }, { label: 'You' });
      const parts = [
        `ROUND ${round}:`,
        next,
        ...said.messages.map((message) => prompts.fill('interjection', { message })),
      ];
      if (round === settings.rounds - 1) parts.push(prompts.fill('last-round'));
      history.push({ role: 'user', content: parts.join('\n\n') });
      const reply = await askModel(context, tools, settings, 'conductor', 'Conductor', history);
      history.push({ role: 'assistant', content: reply.text });
      const message = parseConductorMessage(reply.text);
      noteOddities(context, round, message);
      switch (message.move) {
        case 'answer': {
          const text = message.finalAnswer?.text ?? '';
          context.note(finalAnswer, 'Final answer', { round, text });
          return { finalAnswer: text };
        }
        case 'neither':
          return { next: prompts.fill('reminder') };
        case 'call': {
          // Nobody is left to read what the experts of the last round would say.
          if (isLast) return { next: '' };
          const replies = await callAll(context, round, message.calls, (lane, call) =>
            callExpert(lane, tools, settings, prompts, call),
          );
          return {
            next: [
              ...replies.map(({ name, text }) => renderExpertOutput(name, text)),
              prompts.fill('nudge'),
            ].join('\n\n'),
          };
        }
      }
    });
    if ('finalAnswer' in step) return { finalAnswer: step.finalAnswer ?? '', rounds: round };
    next = step.next;
  }
  return { rounds: settings.rounds };
};

/** Several calls of one message do not know of one another: each has a lane. */
async function callAll(
  context: RunContext,
  round: number,
  calls: readonly ExpertCall[],
  body: (lane: RunContext, call: ExpertCall) => Promise<ExpertReply>,
): Promise<ExpertReply[]> {
  const [only] = calls;
  if (only && calls.length === 1) return [await body(context, only)];
  const keyed = calls.map((call, index) => ({ key: `${index + 1}`, call }));
  return context.all(`experts-${round}`, keyed, { key: ({ key }) => key }, (lane, { call }) =>
    body(lane, call),
  );
}

function noteOddities(context: RunContext, round: number, message: ConductorMessage): void {
  for (const { name, text } of message.hallucinatedReplies) {
    context.note(hallucinatedReply, `Invented reply of ${name}`, { round, expert: name, text });
  }
  for (const { kind, message: text, range } of message.diagnostics) {
    if (kind === 'hallucinated-reply') continue;
    context.note(oddMessage, text, {
      round,
      diagnostic: kind,
      message: text,
      start: range.start,
      end: range.end,
    });
  }
}
