import * as vscode from 'vscode';
import { describeError } from '../../engine/user-error.ts';
import { visibleText } from '../../engine/visible-text.ts';
import { abortSignalOf } from '../abort-signal-of.ts';
import type { Services } from '../services.ts';
import { checkPuzzle } from './check-puzzle.ts';
import { findTarget } from './find-target.ts';
import type { PuzzleTarget } from './puzzle-target.ts';
import { verdictLocation } from './verdict-location.ts';

/** Checks the answer to one puzzle as a test, and reports how it came out, at the line where it failed. */
export async function checkItem(
  services: Services,
  item: vscode.TestItem,
  target: PuzzleTarget,
  run: vscode.TestRun,
  token: vscode.CancellationToken,
): Promise<void> {
  run.started(item);
  const startedAt = performance.now();
  const took = (): number => performance.now() - startedAt;
  try {
    const found = await findTarget(target);
    const answer = found?.puzzle.currentAnswer();
    if (!found || answer === undefined) {
      say(run, item, vscode.l10n.t('{0}: no answer stands in the file yet.', item.label));
      run.skipped(item);
      return;
    }
    const { puzzle, document } = found;
    const verdict = await checkPuzzle(services, puzzle, answer, document.uri, abortSignalOf(token));
    say(run, item, [`${item.label}: ${verdict.message}`, ...verdict.details].join('\n'));
    if (verdict.outcome === 'solved') {
      run.passed(item, took());
      return;
    }
    const message = new vscode.TestMessage(visibleText(verdict.message));
    message.location = verdictLocation(document.uri, puzzle, verdict);
    if (verdict.outcome === 'error') run.errored(item, message, took());
    else run.failed(item, message, took());
  } catch (error) {
    if (token.isCancellationRequested) run.skipped(item);
    else run.errored(item, new vscode.TestMessage(describeError(error)), took());
  }
}

/** The output of a test run is a terminal: escapes must not act in it. */
function say(run: vscode.TestRun, item: vscode.TestItem, text: string): void {
  run.appendOutput(`${visibleText(text).replace(/\n/g, '\r\n')}\r\n`, undefined, item);
}
