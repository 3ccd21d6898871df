import * as vscode from 'vscode';
import { UserError } from '../../engine/user-error.ts';
import { checkReference } from './check-reference.ts';
import { checkReport, stepTitle } from './check-report.ts';
import type { Connecting } from './connect-model.ts';
import { plainLabel, plainMessage } from '../messages/plain-message.ts';
import { readModelChoice } from './model-choice.ts';
import { modelLabel } from './model-label.ts';
import { pickStep } from './pick-step.ts';

/**
 * *Check Model*: asks the model that is chosen, with progress and cancel, and opens what was found as a document.
 *
 * @throws UserError `no-model` where none is chosen; the cancellation
 */
export async function checkCommand({ models, documents, folder }: Connecting, asked?: string): Promise<void> {
  const reference = asked ?? (await pickChosen());
  if (reference === undefined) return;
  const { l10n } = vscode;
  const name = plainMessage(modelLabel(reference).name);
  const check = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Checking {0}', name),
      cancellable: true,
    },
    async (progress, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => {
        stop.abort(new vscode.CancellationError());
      });
      return checkReference(models.open({ gesture: true, folder }), reference, {
        signal: stop.signal,
        capabilities: models.capabilities,
        onStep: (step) => {
          progress.report({ message: stepTitle(step.name) });
        },
      });
    },
  );
  await documents.show(reference, checkReport(check));
}

async function pickChosen(): Promise<string | undefined> {
  const { l10n } = vscode;
  const { model, conductorModel, expertModel } = readModelChoice();
  const chosen = [...new Set([model, conductorModel, expertModel])].filter((each) => each !== '');
  const [only] = chosen;
  if (only === undefined) {
    throw new UserError('no-model', l10n.t('No model is chosen yet.'), l10n.t('Connect one first.'));
  }
  if (chosen.length === 1) return only;
  const picked = await pickStep<string>({
    title: l10n.t('Check Model'),
    placeholder: l10n.t('Which one?'),
    canGoBack: false,
    fill: (show) => {
      show(
        chosen.map((reference) => ({
          label: plainLabel(modelLabel(reference).name),
          description: plainLabel(reference),
          value: reference,
        })),
      );
      return Promise.resolve(undefined);
    },
  });
  return picked.kind === 'chosen' ? picked.value : undefined;
}
