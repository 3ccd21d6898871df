import * as vscode from 'vscode';
import { UserError } from '../../engine/user-error.ts';
import { inputStep } from './input-step.ts';
import type { Ending } from './pick-step.ts';
import { readServerAddress, type ServerAddress } from './server-address.ts';

/** Asks for the address of a server, and says while it is typed what will be made of it. */
export async function askAddress(
  before: string,
  keep: (text: string) => void,
): Promise<Ending<ServerAddress>> {
  const { l10n } = vscode;
  const ending = await inputStep({
    title: l10n.t('OpenAI-Compatible Server'),
    prompt: l10n.t('The base URL of the server: vLLM, SGLang, llama.cpp, Ollama, LM Studio, or a provider.'),
    placeholder: 'http://127.0.0.1:8000/v1',
    value: before,
    canGoBack: true,
    keep,
    check(text) {
      try {
        const { baseUrl, name } = readServerAddress(text);
        if (baseUrl === text.trim()) return undefined;
        const message =
          name === undefined
            ? l10n.t('Will ask {0}', baseUrl)
            : l10n.t('Will ask {0} for the model {1}', baseUrl, name);
        return { message, severity: vscode.InputBoxValidationSeverity.Info };
      } catch (error) {
        if (error instanceof UserError) return error.message;
        throw error;
      }
    },
  });
  return ending.kind === 'chosen' ? { kind: 'chosen', value: readServerAddress(ending.value) } : ending;
}
