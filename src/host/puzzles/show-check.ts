import * as vscode from 'vscode';
import { UserError } from '../../engine/user-error.ts';
import { plainMessage } from '../messages/plain-message.ts';
import type { Services } from '../services.ts';
import { abortSignalOf } from '../abort-signal-of.ts';
import { checkPuzzle } from './check-puzzle.ts';
import { findTarget } from './find-target.ts';
import type { PuzzleTarget } from './puzzle-target.ts';
import { verdictLocation } from './verdict-location.ts';

/** *Check*: runs the answer that stands in the document, and says how it came out. */
export async function showCheck(services: Services, target: PuzzleTarget | undefined): Promise<void> {
  const found = await findTarget(target);
  if (!found) return;
  const { puzzle, document } = found;
  const answer = puzzle.currentAnswer();
  if (answer === undefined) {
    throw new UserError(
      'no-answer',
      `No answer to ${puzzle.title} stands in the file yet.`,
      'Write one, or solve the puzzle.',
    );
  }
  const verdict = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t('Checking {0}', plainMessage(puzzle.title)),
    },
    async (_, token) => checkPuzzle(services, puzzle, answer, document.uri, abortSignalOf(token)),
  );
  const message = plainMessage(`${puzzle.title}: ${verdict.message}`);
  if (verdict.outcome === 'solved') {
    await vscode.window.showInformationMessage(vscode.l10n.t('Right. {0}', message));
    return;
  }
  const go = vscode.l10n.t('Go to Line');
  const said = verdict.outcome === 'error' ? message : vscode.l10n.t('Not right. {0}', message);
  const chosen = await vscode.window.showWarningMessage(said, ...(verdict.line === undefined ? [] : [go]));
  if (chosen !== go) return;
  const { uri, range } = verdictLocation(document.uri, puzzle, verdict);
  await vscode.window.showTextDocument(uri, { selection: range });
}
