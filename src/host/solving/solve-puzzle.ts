import * as vscode from 'vscode';
import type { ScaffoldName } from '../../engine/conductor/scaffold.ts';
import { findTarget, type FoundPuzzle } from '../puzzles/find-target.ts';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';
import { runFolderOf } from '../runs/run-folders.ts';
import type { Services } from '../services.ts';
import { chosenSession } from './chosen-session.ts';
import { presentOutcome } from './present-outcome.ts';
import { watchRun } from './watch-run.ts';
import type { Solving } from './solving.ts';

/** Puts a puzzle to the chosen model, shows the run, and offers the answer that was checked right. */
export async function solvePuzzle(
  services: Services,
  { consent, offers, origins }: Solving,
  target: PuzzleTarget | undefined,
  scaffold: ScaffoldName = 'meta',
): Promise<void> {
  const found = await findTarget(target);
  if (!found) return;
  const { puzzle, source, document } = found;
  const chosen = await chosenSession(document.uri);
  if (!chosen) return;
  const { session, settings } = chosen;
  if (!(await consent.ask(session, [scaffold], settings))) return;
  const { live, library } = await services.runs();
  const begun = await live.start(
    runFolderOf(document.uri, services.context),
    `${puzzle.title} · ${scaffold}`,
    { task: { puzzle: source }, scaffold, settings: session },
    { caps: settings.caps, durability: settings.durability },
  );
  const run = begun.run.id;
  origins.remember(run, { uri: document.uri, id: puzzle.id });
  const outcome = await watchRun(library, begun, vscode.l10n.t('Solving {0}', puzzle.title));
  await presentOutcome({ run, outcome, ...endOf(found) }, offers, services.log);
}

function endOf({ puzzle, document }: FoundPuzzle): {
  uri: vscode.Uri;
  puzzle: string;
  question: string;
  title: string;
  takesAnswer: boolean;
} {
  return {
    uri: document.uri,
    puzzle: puzzle.id,
    question: puzzle.question(),
    title: puzzle.title,
    takesAnswer: puzzle.kind === 'p3' || puzzle.kind === 'game24' || puzzle.kind === 'function',
  };
}
