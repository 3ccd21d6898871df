import { z } from 'zod';
import { findPuzzles } from '../puzzles/find-puzzles.ts';
import type { Puzzle } from '../puzzles/puzzle.ts';
import { type Verdict, verdict, verdictSchema } from '../puzzles/verdict.ts';
import type { RunContext } from '../runs/context.ts';
import type { Program } from '../runs/program.ts';
import { UserError } from '../user-error.ts';
import { checkedAnswer } from './conductor-notes.ts';
import type { Prompts } from './prompts/load-prompts.ts';
import { type Scaffold, type ScaffoldName, scaffoldNameSchema } from './scaffold.ts';
import type { SessionTools } from './session-tools.ts';
import { sessionSettingsSchema } from './settings.ts';

/** A puzzle by where it stands: its document, what lies beside it, and its id in there. */
export const puzzleSourceSchema = z.object({
  name: z.string(),
  text: z.string(),
  siblings: z.record(z.string(), z.string()),
  id: z.string(),
});
export type PuzzleSource = z.infer<typeof puzzleSourceSchema>;

export const solveInputSchema = z.object({
  /** What is asked: a puzzle, whose answer is then checked by running it, or any question, whose answer is not. */
  task: z.union([z.object({ puzzle: puzzleSourceSchema }), z.object({ question: z.string() })]),
  scaffold: scaffoldNameSchema,
  settings: sessionSettingsSchema,
});
export type SolveInput = z.infer<typeof solveInputSchema>;

export const solveOutputSchema = z.object({
  rounds: z.number().int(),
  finalAnswer: z.string().optional(),
  /** The answer taken out of the words around it, ready to be offered: there only when it was checked and right. */
  answer: z.string().optional(),
  /** How the check came out; absent for a question that no puzzle stands behind. */
  verdict: verdictSchema.optional(),
});
export type SolveOutput = z.infer<typeof solveOutputSchema>;

/** Puts a puzzle to a model through a scaffold, and checks by running it whatever comes back. */
export function solveProgram(
  scaffolds: Readonly<Record<ScaffoldName, Scaffold>>,
  prompts: Prompts,
  tools: SessionTools,
): Program<SolveInput, SolveOutput> {
  return {
    name: 'solve',
    version: '1',
    pins: prompts.versions,
    input: solveInputSchema,
    output: solveOutputSchema,
    async run(context, { task, scaffold, settings }) {
      const puzzle = 'puzzle' in task ? findPuzzle(task.puzzle) : undefined;
      const question = 'puzzle' in task ? (puzzle?.question() ?? '') : task.question;
      const { finalAnswer, rounds } = await scaffolds[scaffold](context, question, settings, prompts, tools);
      const ended = { rounds, ...(finalAnswer === undefined ? {} : { finalAnswer }) };
      if (!puzzle) return ended;
      const { verdict, answer } = await context.frame('check', 'Check', {}, () =>
        checkAnswer(context, puzzle, finalAnswer, tools),
      );
      context.note(checkedAnswer, verdict.message, {
        outcome: finalAnswer === undefined ? 'none' : verdict.outcome,
        message: verdict.message,
      });
      return {
        ...ended,
        verdict,
        ...(verdict.outcome === 'solved' && answer !== undefined ? { answer } : {}),
      };
    },
  };
}

/** @throws UserError `no-such-puzzle` */
export function findPuzzle({ name, text, siblings, id }: PuzzleSource): Puzzle {
  const puzzle = findPuzzles({ name, text, siblings: (file) => siblings[file] }).find(
    (found) => found.id === id,
  );
  if (puzzle) return puzzle;
  throw new UserError(
    'no-such-puzzle',
    `There is no puzzle "${id}" in ${name}.`,
    'Open the file and solve it from there.',
  );
}

async function checkAnswer(
  context: RunContext,
  puzzle: Puzzle,
  finalAnswer: string | undefined,
  tools: SessionTools,
): Promise<{ verdict: Verdict; answer?: string }> {
  if (finalAnswer === undefined)
    return { verdict: verdict('unparseable', 'The model gave no final answer.') };
  const answer = puzzle.extractAnswer(finalAnswer);
  if (answer === undefined) {
    return {
      verdict: verdict('unparseable', 'The final answer holds no answer of the form that was asked for.'),
    };
  }
  const run = (
    request: Parameters<SessionTools['python']['perform']>[0],
  ): ReturnType<SessionTools['python']['perform']> =>
    context.call('check', tools.python, request, { label: 'Check' });
  return { verdict: await puzzle.check(answer, run), answer };
}
