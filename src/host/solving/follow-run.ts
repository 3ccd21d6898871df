import * as vscode from 'vscode';
import { findPuzzle, type SolveOutput, solveOutputSchema } from '../../engine/conductor/solve-program.ts';
import type { Puzzle } from '../../engine/puzzles/puzzle.ts';
import type { Json } from '../../engine/runs/json.ts';
import type { RunSummary } from '../../engine/runs/list-runs.ts';
import type { Outcome } from '../../engine/runs/run.ts';
import type { LiveRun } from '../runs/live-run.ts';
import type { Services } from '../services.ts';
import { findOrigin } from './find-origin.ts';
import { presentOutcome } from './present-outcome.ts';
import { solveInputOf } from './solve-input-of.ts';
import type { Solving } from './solving.ts';
import { watchRun } from './watch-run.ts';

/** Shows a run until it ends, then how it ended, and offers its answer where it was checked right. */
export async function followRun(
  services: Services,
  solving: Solving,
  live: LiveRun,
  summary: RunSummary,
): Promise<Outcome<SolveOutput>> {
  const { library } = await services.runs();
  const outcome = await watchRun(library, live, vscode.l10n.t('Solving {0}', summary.title));
  await present(services, solving, summary, outcome);
  return outcome;
}

/** Shows how a run that is on record came out. */
export async function presentRun(
  services: Services,
  solving: Solving,
  summary: RunSummary,
  output: Json | undefined,
): Promise<void> {
  const outcome = { outcome: 'done', output: solveOutputSchema.parse(output) } as const;
  await present(services, solving, summary, outcome);
}

async function present(
  { log }: Services,
  { offers, origins }: Solving,
  { run, header, title }: RunSummary,
  outcome: Outcome<SolveOutput>,
): Promise<void> {
  const { task } = solveInputOf(header);
  const puzzle = 'puzzle' in task ? findPuzzle(task.puzzle) : undefined;
  const origin = puzzle && (origins.of(run) ?? (await findOrigin(task, puzzle)));
  await presentOutcome(
    {
      run,
      outcome,
      origin,
      question: puzzle?.question() ?? '',
      title: puzzle?.title ?? title,
      takesAnswer: takesAnswer(puzzle),
    },
    offers,
    log,
  );
}

/** Whether documents have a place for an answer: those of task sets have none. */
function takesAnswer(puzzle: Puzzle | undefined): boolean {
  switch (puzzle?.kind) {
    case 'p3':
    case 'function':
    case 'game24':
      return true;
    default:
      return false;
  }
}
