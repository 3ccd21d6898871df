import { z } from 'zod';
import { declareNote } from '../runs/note.ts';

/** The conductor wrote a reply in an expert's name instead of waiting for it. */
export const hallucinatedReply = declareNote(
  'hallucinated-reply',
  'The conductor invented the reply of an expert.',
  { round: z.number(), expert: z.string(), text: z.string() },
);

/** A message of the conductor that had to be read with care: what was odd, and where. */
export const oddMessage = declareNote(
  'odd-message',
  "Something odd about the form of the conductor's message.",
  {
    round: z.number(),
    diagnostic: z.string(),
    message: z.string(),
    start: z.number(),
    end: z.number(),
  },
);

/** The answer a session comes to. */
export const finalAnswer = declareNote('final-answer', 'The final answer.', {
  round: z.number(),
  text: z.string(),
});

/** How the answer came out when it was run. */
export const checkedAnswer = declareNote('checked-answer', 'The answer was checked by running it.', {
  outcome: z.enum(['solved', 'wrong', 'unparseable', 'error', 'none']),
  message: z.string(),
});

export const conductorNotes = [hallucinatedReply, oddMessage, finalAnswer, checkedAnswer] as const;
