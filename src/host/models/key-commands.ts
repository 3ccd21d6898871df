import * as vscode from 'vscode';
import { openaiBaseUrl } from '../../engine/models/key-source.ts';
import { parseModelReference } from '../../engine/models/model-reference.ts';
import { UserError } from '../../engine/user-error.ts';
import { keyStep } from './key-step.ts';
import type { KnownModels } from './known-models.ts';
import { readModelChoice } from './model-choice.ts';
import { type Choice, pickStep } from './pick-step.ts';
import { readServerAddress } from './server-address.ts';
import type { SecretKeys } from './secret-keys.ts';

/** *Set API Key*: for a server that is in use, or another by its address. */
export async function setKey(keys: SecretKeys, known: KnownModels): Promise<void> {
  const { l10n } = vscode;
  const have = await keys.servers();
  const all = [
    ...new Set([
      ...serversOf(Object.values(readModelChoice())),
      ...serversOf(known.list()),
      openaiBaseUrl,
      ...have,
    ]),
  ];
  const chosen = await pickStep<string>({
    title: l10n.t('Set API Key'),
    placeholder: l10n.t('For which server? Type an address for another one'),
    canGoBack: false,
    typed: typedServer,
    fill: (show) => {
      show(
        all.map((server) => ({
          label: server,
          description: have.includes(server) ? l10n.t('has a key') : '',
          value: server,
        })),
      );
      return Promise.resolve(undefined);
    },
  });
  if (chosen.kind !== 'chosen') return;
  const key = await keyStep(keys, chosen.value, { canGoBack: false, refused: false });
  if (key.kind === 'chosen') {
    void vscode.window.showInformationMessage(l10n.t('The key for {0} is stored.', chosen.value));
  }
}

/** *Forget API Key*: shows for which servers there is one. */
export async function forgetKey(keys: SecretKeys): Promise<void> {
  const { l10n } = vscode;
  const have = await keys.servers();
  if (have.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('Baton keeps no API key.'));
    return;
  }
  const chosen = await pickStep<string>({
    title: l10n.t('Forget API Key'),
    placeholder: l10n.t('Which one? It stays valid at the server'),
    canGoBack: false,
    fill: (show) => {
      show(have.map((server) => ({ label: server, value: server })));
      return Promise.resolve(undefined);
    },
  });
  if (chosen.kind !== 'chosen') return;
  await keys.forget(chosen.value);
  void vscode.window.showInformationMessage(l10n.t('The key for {0} is forgotten.', chosen.value));
}

function typedServer(text: string): Choice<string> | undefined {
  try {
    const { baseUrl } = readServerAddress(text);
    return { label: baseUrl, alwaysShow: true, value: baseUrl };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function serversOf(references: readonly string[]): string[] {
  return references.flatMap((reference) => {
    try {
      const parsed = parseModelReference(reference);
      return parsed.scheme === 'http' ? [parsed.baseUrl] : parsed.scheme === 'openai' ? [openaiBaseUrl] : [];
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
}
