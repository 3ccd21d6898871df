import * as vscode from 'vscode';
import { ModelError } from '../../engine/models/errors.ts';
import type { KeySource } from '../../engine/models/key-source.ts';
import { listModelsAt } from '../../engine/models/list-models.ts';
import { isExposed } from '../../engine/models/model-reference.ts';
import { describeError } from '../../engine/user-error.ts';
import { inputStep } from './input-step.ts';
import type { Ending } from './pick-step.ts';
import type { SecretKeys } from './secret-keys.ts';

/**
 * Asks for the key of a server and stores it once the server takes it. Where the server cannot be asked just now, the
 * key is stored all the same, and the step after this one says what is wrong.
 */
export async function keyStep(
  keys: SecretKeys,
  baseUrl: string,
  { canGoBack, refused }: { readonly canGoBack: boolean; readonly refused: boolean },
): Promise<Ending<string>> {
  const { l10n } = vscode;
  const host = new URL(baseUrl).host;
  return inputStep({
    title: l10n.t('API key for {0}', host),
    prompt: refused
      ? l10n.t(
          "{0} does not accept the key it was given. The new one is kept in VS Code's secret storage.",
          host,
        )
      : l10n.t("It is kept in VS Code's secret storage, and sent to {0} alone.", host),
    placeholder: l10n.t('Paste the key'),
    password: true,
    canGoBack,
    check: (text) => whatIsWrong(text.trim(), baseUrl),
    accept: async (text, signal) => {
      const key = text.trim();
      const wrong = await refusal(baseUrl, key, signal);
      if (wrong === undefined && !signal.aborted) await keys.set(baseUrl, key);
      return wrong;
    },
  });
}

function whatIsWrong(key: string, baseUrl: string): string | undefined {
  const { l10n } = vscode;
  if (key === '') return l10n.t('Paste the key, or press Escape to go without one.');
  if (!/^[\x21-\x7e]+$/.test(key) || /["']/.test(key))
    return l10n.t('It holds a space, a quote or another character that no key has. Copy the key alone.');
  if (isExposed(baseUrl))
    return l10n.t(
      'The server is another machine and reached over plain http: the key could be read on its way. Use https, or tunnel the port to this machine.',
    );
  return undefined;
}

/** Tries the key on the list of models. */
async function refusal(baseUrl: string, key: string, signal: AbortSignal): Promise<string | undefined> {
  const offered: KeySource = { keyFor: () => Promise.resolve(key) };
  try {
    await listModelsAt(baseUrl, offered, signal);
    return undefined;
  } catch (error) {
    if (
      error instanceof ModelError &&
      (error.code === 'model-unauthorized' || error.code === 'model-forbidden')
    )
      return describeError(error);
    if (error instanceof ModelError || signal.aborted) return undefined;
    throw error;
  }
}
