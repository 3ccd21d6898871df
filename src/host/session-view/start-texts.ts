import * as l10n from '@vscode/l10n';
import { z } from 'zod';
import type { Header, MomentOf } from '../../engine/runs/moment.ts';
import { type CallText, dataText } from './call-texts.ts';
import { shortText } from './short-text.ts';

/** What the view knows of the input of a solve; other programs' inputs are shown as they are. */
const solveInput = z.looseObject({
  task: z.union([
    z.object({ question: z.string() }),
    z.object({ puzzle: z.looseObject({ name: z.string(), text: z.string(), id: z.string() }) }),
  ]),
});

/** What a run was given, as texts. */
export function startTexts(header: Header | undefined): CallText[] {
  if (!header) return [];
  const pins = Object.keys(header.pins).length;
  const texts = inputTexts(header);
  if (pins > 0) {
    texts.push({ ...dataText('pins', l10n.t('Versions'), header.pins), usuallyFolded: true });
  }
  return texts;
}

function inputTexts({ input }: Header): CallText[] {
  const solve = solveInput.safeParse(input);
  if (!solve.success) return [{ ...dataText('input', l10n.t('Input'), input), usuallyFolded: true }];
  const { task, ...settings } = solve.data;
  const settingsText: CallText = {
    ...dataText('settings', l10n.t('Settings'), JSON.stringify(settings, null, 2)),
    usuallyFolded: true,
  };
  if ('question' in task) {
    return [{ id: 'task', title: l10n.t('Question'), look: 'prose', text: task.question }, settingsText];
  }
  const { name, text, id } = task.puzzle;
  return [
    {
      id: 'task',
      title: l10n.t('Puzzle {0} in {1}', shortText(id), shortText(name)),
      look: 'code',
      text,
      usuallyFolded: true,
    },
    settingsText,
  ];
}

/** What a run came to, as texts. */
export function endTexts({ output, error }: MomentOf<'finished'>): CallText[] {
  const texts: CallText[] = [];
  if (error) {
    const text = error.hint === '' ? error.message : `${error.message}\n${error.hint}`;
    texts.push({ id: 'error', title: l10n.t('What went wrong'), look: 'error', text });
  }
  if (output !== undefined) {
    texts.push({ ...dataText('output', l10n.t('Output'), output), usuallyFolded: true });
  }
  return texts;
}
