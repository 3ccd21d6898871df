import * as vscode from 'vscode';
import type { SolveOutput } from '../../engine/conductor/solve-program.ts';
import type { Outcome } from '../../engine/runs/run.ts';
import { UserError } from '../../engine/user-error.ts';
import { plainMessage } from '../messages/plain-message.ts';
import { showError } from '../messages/show-error.ts';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';
import type { AnswerOffers } from './answer-offers.ts';

/** A run that ended, and the puzzle it was about. */
export interface Ended {
  readonly run: string;
  readonly outcome: Outcome<SolveOutput>;
  /** Where the puzzle stands; undefined where that is not known any more. */
  readonly origin: PuzzleTarget | undefined;
  readonly question: string;
  readonly title: string;
  /** Whether the document has a place for an answer. */
  readonly takesAnswer: boolean;
}

/** Shows how a run ended, and what can be done next. An answer that was not checked right is never offered. */
export async function presentOutcome(
  ended: Ended,
  offers: AnswerOffers,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const { outcome, title, run } = ended;
  const session = button(vscode.l10n.t('Open Session'), 'baton.openSession', run);
  switch (outcome.outcome) {
    case 'done':
      return presentAnswer(ended, outcome.output, offers);
    case 'failed': {
      const { code, message, hint } = outcome.error;
      if (code === 'bug') return showError(new Error(message), log);
      return showError(new UserError(code, `${title}: ${message}`, hint), log);
    }
    case 'cancelled':
      return act(
        vscode.window.showInformationMessage,
        vscode.l10n.t('{0} was stopped. What was answered is kept.', plainMessage(title)),
        [button(vscode.l10n.t('Resume'), 'baton.resumeRun', { run }), session],
      );
    case 'capped':
      return act(
        vscode.window.showWarningMessage,
        vscode.l10n.t('{0} stopped: {1}.', plainMessage(title), plainMessage(outcome.reason)),
        [
          button(vscode.l10n.t('Change Caps'), 'workbench.action.openSettings', 'baton.caps'),
          button(vscode.l10n.t('Resume'), 'baton.resumeRun', { run }),
          session,
        ],
      );
  }
}

async function presentAnswer(ended: Ended, output: SolveOutput, offers: AnswerOffers): Promise<void> {
  const { run, origin, question, title, takesAnswer } = ended;
  const { verdict, answer } = output;
  const session = button(vscode.l10n.t('Open Session'), 'baton.openSession', run);
  if (answer !== undefined && verdict?.outcome === 'solved') {
    if (takesAnswer && origin) {
      const { uri, id } = origin;
      await offers.propose({ run, uri, puzzle: id, question, answer, title, verdict: verdict.message });
      return;
    }
    await act(
      vscode.window.showInformationMessage,
      vscode.l10n.t(
        '{0} is solved, and the answer was checked: {1}',
        ...[title, verdict.message].map(plainMessage),
      ),
      [button(vscode.l10n.t('Copy Answer'), 'baton.copyText', answer), session],
    );
    return;
  }
  await act(
    vscode.window.showWarningMessage,
    vscode.l10n.t(
      '{0} is not solved: {1}',
      plainMessage(title),
      plainMessage(verdict?.message ?? vscode.l10n.t('The answer was not checked.')),
    ),
    [
      session,
      ...(origin
        ? [
            button(vscode.l10n.t('Try Again'), 'baton.solvePuzzle', origin),
            button(vscode.l10n.t('Other Scaffold…'), 'baton.solveWithScaffold', origin),
          ]
        : []),
    ],
  );
}

interface Button {
  readonly title: string;
  readonly command: string;
  readonly argument: unknown;
}

function button(title: string, command: string, argument: unknown): Button {
  return { title, command, argument };
}

type Show = (message: string, ...items: Button[]) => Thenable<Button | undefined>;

async function act(show: Show, message: string, buttons: readonly Button[]): Promise<void> {
  const chosen = await show(message, ...buttons);
  if (chosen) await vscode.commands.executeCommand(chosen.command, chosen.argument);
}
