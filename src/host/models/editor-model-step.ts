import * as vscode from 'vscode';
import { printModelReference } from '../../engine/models/model-reference.ts';
import type { EditorChats } from './editor-chat.ts';
import { plainLabel } from '../messages/plain-message.ts';
import { type Choice, type Ending, pickStep } from './pick-step.ts';

/** Offers the models of the editor, and says what they lack. Listing them asks for no consent. */
export async function chooseEditorModel(chats: EditorChats): Promise<Ending<string>> {
  const { l10n } = vscode;
  for (;;) {
    const chosen = await pickStep<string>({
      title: l10n.t("Editor's Own Models"),
      placeholder: l10n.t('Asking the editor what it has…'),
      canGoBack: true,
      fill: async (show) => {
        const found = await chats.list();
        const rows: Choice<string>[] = found.map(({ vendor, id, name, maxInputTokens }) => ({
          label: plainLabel(name),
          description: plainLabel(`${vendor}/${id}`),
          detail: l10n.t('Up to {0} tokens of prompt', maxInputTokens.toLocaleString()),
          value: printModelReference({ scheme: 'vscode', vendor, name: id }),
        }));
        show(
          rows.length > 0 ? rows : nothing(),
          rows.length > 0
            ? l10n.t(
                'No system role, no token counts, no promise about temperature or seed; VS Code asks you first',
              )
            : l10n.t('No extension offers a model here'),
        );
        return undefined;
      },
    });
    if (chosen.kind !== 'chosen' || chosen.value !== again) return chosen;
  }
}

const again = '';

function nothing(): Choice<string>[] {
  const { l10n } = vscode;
  return [
    {
      label: l10n.t('$(refresh) Look again'),
      detail: l10n.t('Install an extension that brings models, such as GitHub Copilot, and sign in there.'),
      value: again,
    },
  ];
}
