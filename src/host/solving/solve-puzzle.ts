import type { ScaffoldName } from '../../engine/conductor/scaffold.ts';
import { findTarget } from '../puzzles/find-target.ts';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';
import { runFolderOf } from '../runs/run-folders.ts';
import type { Services } from '../services.ts';
import { chosenSession } from './chosen-session.ts';
import { followRun } from './follow-run.ts';
import type { Solving } from './solving.ts';

/** Puts a puzzle to the chosen model, shows the run, and offers the answer that was checked right. */
export async function solvePuzzle(
  services: Services,
  solving: Solving,
  target: PuzzleTarget | undefined,
  scaffold: ScaffoldName = 'meta',
): Promise<void> {
  const { consent, origins } = solving;
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
  origins.remember(begun.run.id, { uri: document.uri, id: puzzle.id });
  await followRun(services, solving, begun, library.summary(begun.run.id));
}
