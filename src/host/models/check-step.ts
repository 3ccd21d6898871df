import * as vscode from 'vscode';
import { openaiBaseUrl } from '../../engine/models/key-source.ts';
import type { CheckStep, ModelCheck } from '../../engine/models/model-check.ts';
import { parseModelReference } from '../../engine/models/model-reference.ts';
import { checkReference } from './check-reference.ts';
import { checkReport, outcomeTitle, stepTitle } from './check-report.ts';
import type { Connecting } from './connect-model.ts';
import { keyStep } from './key-step.ts';
import { plainLabel, plainMessage } from '../messages/plain-message.ts';
import { type ModelRole, useModel } from './model-choice.ts';
import { modelLabel } from './model-label.ts';
import { type Choice, pickStep } from './pick-step.ts';

type Row =
  | { readonly kind: 'use'; readonly role: ModelRole }
  | { readonly kind: 'report' }
  | { readonly kind: 'again' }
  | { readonly kind: 'key' };

/** Checks a model before the person's eyes, then offers what to use it for. */
export async function checkStep(
  reference: string,
  connecting: Connecting,
): Promise<'back' | 'dismissed' | 'done'> {
  const { models, known, documents, folder } = connecting;
  const { l10n } = vscode;
  const server = serverOf(reference);
  let report: ModelCheck | undefined;
  for (;;) {
    const chosen = await pickStep<Row>({
      title: l10n.t('Check of {0}', plainLabel(modelLabel(reference).name)),
      placeholder: l10n.t('Checking… Escape cancels'),
      canGoBack: true,
      fill: async (show, signal) => {
        const found: CheckStep[] = [];
        const registry = models.open({ gesture: true, folder });
        const check =
          report ??
          (await checkReference(registry, reference, {
            signal,
            capabilities: models.capabilities,
            onStep: (step) => {
              found.push(step);
              show(found.map(findingRow));
            },
          }));
        report = check;
        show(
          [
            ...actions(check, server !== undefined),
            heading(l10n.t('What the check found')),
            ...check.steps.map(findingRow),
          ],
          check.usable
            ? l10n.t('It can be used. What for?')
            : l10n.t('It cannot be used as it is. What next?'),
        );
        return undefined;
      },
    });
    if (chosen.kind !== 'chosen') return chosen.kind;
    const { value } = chosen;
    switch (value.kind) {
      case 'use':
        await useModel(value.role, reference);
        await known.add(reference);
        void confirmUse(value.role, reference);
        return 'done';
      case 'report':
        if (report) await documents.show(reference, checkReport(report));
        return 'dismissed';
      case 'again':
        report = undefined;
        break;
      case 'key': {
        if (server === undefined) break;
        const key = await keyStep(models.keys, server, { canGoBack: true, refused: false });
        if (key.kind === 'dismissed') return 'dismissed';
        if (key.kind === 'chosen') report = undefined;
        break;
      }
    }
  }
}

function actions({ usable }: ModelCheck, hasServer: boolean): Choice<Row>[] {
  const { l10n } = vscode;
  const use: Choice<Row>[] = [
    {
      label: usable
        ? l10n.t('$(check-all) Use for everything')
        : l10n.t('$(warning) Use for everything anyway'),
      detail: l10n.t('Conductor and experts alike'),
      value: { kind: 'use', role: 'model' },
    },
    { label: l10n.t('Use for the conductor'), value: { kind: 'use', role: 'conductorModel' } },
    { label: l10n.t('Use for the experts'), value: { kind: 'use', role: 'expertModel' } },
  ];
  const mend: Choice<Row>[] = [
    { label: l10n.t('$(refresh) Check again'), value: { kind: 'again' } },
    ...(hasServer ? [{ label: l10n.t('$(key) Set the API key…'), value: { kind: 'key' as const } }] : []),
  ];
  const read: Choice<Row> = { label: l10n.t('$(go-to-file) Open the report'), value: { kind: 'report' } };
  return usable ? [...use, heading(''), read, ...mend] : [...mend, read, ...use.slice(0, 1)];
}

function findingRow({ name, outcome, sentence }: CheckStep): Choice<Row> {
  const icon = { ok: 'pass', failed: 'error', unknown: 'question' }[outcome];
  return {
    label: `$(${icon}) ${stepTitle(name)}`,
    description: outcomeTitle(outcome),
    detail: plainLabel(sentence),
  };
}

function heading(label: string): Choice<Row> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** The server whose key a reference needs, where it has one. */
function serverOf(reference: string): string | undefined {
  const parsed = parseModelReference(reference);
  if (parsed.scheme === 'openai') return openaiBaseUrl;
  return parsed.scheme === 'http' ? parsed.baseUrl : undefined;
}

async function confirmUse(role: ModelRole, reference: string): Promise<void> {
  const { l10n } = vscode;
  const name = plainMessage(modelLabel(reference).name);
  const said = {
    model: l10n.t('Baton uses {0} now. Open a puzzle and press Solve.', name),
    conductorModel: l10n.t('{0} conducts now.', name),
    expertModel: l10n.t('{0} plays the experts now.', name),
  }[role];
  const sample = l10n.t('Open a Sample');
  const pressed = await (role === 'model'
    ? vscode.window.showInformationMessage(said, sample)
    : vscode.window.showInformationMessage(said));
  if (pressed === sample) await vscode.commands.executeCommand('baton.openSample');
}
