import * as vscode from 'vscode';
import { parseModelReference, printModelReference } from '../../engine/models/model-reference.ts';
import { UserError } from '../../engine/user-error.ts';
import type { Connecting } from './connect-model.ts';
import { plainLabel } from '../messages/plain-message.ts';
import { type ModelRole, readModelChoice, useModel } from './model-choice.ts';
import { modelLabel } from './model-label.ts';
import { type Choice, pickStep } from './pick-step.ts';
import { runSteps, type Step } from './run-steps.ts';

type Row = { readonly kind: 'use'; readonly reference: string } | { readonly kind: 'connect' };

/** *Choose Model*: for everything, the conductor or the experts; each shows what it has now. */
export async function chooseModel(connecting: Connecting, role?: ModelRole): Promise<void> {
  const { model, conductorModel, expertModel } = readModelChoice();
  if ([model, conductorModel, expertModel, ...connecting.known.list()].every((each) => each === '')) {
    // There is nothing to choose from: the first one is connected.
    await vscode.commands.executeCommand('baton.connectModel');
    return;
  }
  const forRole =
    (chosen: ModelRole, canGoBack: boolean): Step =>
    () =>
      pickModel(connecting, chosen, canGoBack);
  await runSteps([
    role === undefined ? () => pickRole((chosen) => forRole(chosen, true)) : forRole(role, false),
  ]);
}

async function pickRole(next: (role: ModelRole) => Step): Promise<Awaited<ReturnType<Step>>> {
  const { l10n } = vscode;
  const choice = readModelChoice();
  const same = l10n.t('as everything else');
  const row = (role: ModelRole, label: string, none: string): Choice<ModelRole> => ({
    label,
    description: choice[role] === '' ? none : namedAndDescribed(choice[role]),
    value: role,
  });
  const chosen = await pickStep<ModelRole>({
    title: l10n.t('Choose Model'),
    placeholder: l10n.t('What for?'),
    canGoBack: false,
    fill: (show) => {
      show([
        row('model', l10n.t('Everything'), l10n.t('none yet')),
        row('conductorModel', l10n.t('Conductor'), same),
        row('expertModel', l10n.t('Experts'), same),
      ]);
      return Promise.resolve(undefined);
    },
  });
  return chosen.kind === 'chosen' ? next(chosen.value) : chosen.kind;
}

async function pickModel(
  { models, known }: Connecting,
  role: ModelRole,
  canGoBack: boolean,
): Promise<Awaited<ReturnType<Step>>> {
  const { l10n } = vscode;
  const choice = readModelChoice();
  const titles = {
    model: l10n.t('Model for Everything'),
    conductorModel: l10n.t('Model of the Conductor'),
    expertModel: l10n.t('Model of the Experts'),
  };
  const chosen = await pickStep<Row>({
    title: titles[role],
    placeholder: l10n.t('Choose one, or type a reference such as openai:NAME'),
    canGoBack,
    typed: typedReference,
    fill: async (show) => {
      const before = [...new Set([choice[role], choice.model, ...known.list()])].filter(
        (each) => each !== '',
      );
      const rows: Choice<Row>[] = [
        ...before.map((reference): Choice<Row> => {
          const isNow = reference === choice[role];
          return {
            label: `${isNow ? '$(check) ' : ''}${plainLabel(modelLabel(reference).name)}`,
            description: described(reference),
            value: { kind: 'use', reference },
          };
        }),
        ...(role === 'model'
          ? []
          : [
              {
                label: l10n.t('Same as everything else'),
                description: choice[role] === '' ? l10n.t('now') : '',
                value: { kind: 'use' as const, reference: '' },
              },
            ]),
        { label: '', kind: vscode.QuickPickItemKind.Separator },
        { label: l10n.t('$(plug) Connect another model…'), value: { kind: 'connect' } },
      ];
      show(rows);
      const own = (await models.chats.list()).map(({ vendor, id, name }): Choice<Row> => {
        const reference = printModelReference({ scheme: 'vscode', vendor, name: id });
        return {
          label: plainLabel(name),
          description: described(reference),
          value: { kind: 'use', reference },
        };
      });
      const others = own.filter(({ value }) => value?.kind === 'use' && !before.includes(value.reference));
      if (others.length > 0) {
        show([
          ...rows,
          { label: l10n.t("Editor's own"), kind: vscode.QuickPickItemKind.Separator },
          ...others,
        ]);
      }
      return undefined;
    },
  });
  if (chosen.kind !== 'chosen') return chosen.kind;
  if (chosen.value.kind === 'connect') {
    await vscode.commands.executeCommand('baton.connectModel');
    return 'done';
  }
  await useModel(role, chosen.value.reference);
  if (chosen.value.reference !== '') await known.add(chosen.value.reference);
  return 'done';
}

/** A row for a reference that was typed; what is wrong with it, where it is none. */
function typedReference(text: string): Choice<Row> {
  const { l10n } = vscode;
  try {
    const reference = printModelReference(parseModelReference(text));
    return {
      label: plainLabel(reference),
      description: l10n.t('use this reference'),
      alwaysShow: true,
      value: { kind: 'use', reference },
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { label: l10n.t('$(info) No such model'), detail: plainLabel(error.message), alwaysShow: true };
  }
}

/** Where a model is, and what it is not. */
function described(reference: string): string {
  const { place, nature } = modelLabel(reference);
  const { l10n } = vscode;
  const natures = { real: '', recorded: l10n.t('recorded'), simulated: l10n.t('simulated') };
  return plainLabel([place, natures[nature]].filter((part) => part !== '').join(' · '));
}

/** A model as the value of a role. */
function namedAndDescribed(reference: string): string {
  return [plainLabel(modelLabel(reference).name), described(reference)]
    .filter((part) => part !== '')
    .join(' · ');
}
