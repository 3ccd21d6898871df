import * as vscode from 'vscode';
import type { ChatMessage } from '../../engine/models/chat-model.ts';
import type { EditorChat, EditorChats } from './editor-chat.ts';

/** The editor's own models, as `vscode.lm` offers them. */
export class VSCodeChats implements EditorChats {
  private readonly access: vscode.LanguageModelAccessInformation;

  constructor(access: vscode.LanguageModelAccessInformation) {
    this.access = access;
  }

  async list(vendor?: string): Promise<EditorChat[]> {
    const models = await vscode.lm.selectChatModels(vendor === undefined ? {} : { vendor });
    return models.map((model) => this.chat(model));
  }

  private chat(model: vscode.LanguageModelChat): EditorChat {
    const { vendor, id, name, family, maxInputTokens } = model;
    const { access } = this;
    return {
      vendor,
      id,
      name,
      family,
      maxInputTokens,
      get allowed() {
        return access.canSendRequest(model);
      },
      async ask(messages, modelOptions, signal) {
        const justification = vscode.l10n.t(
          'Baton puts your puzzle, and what its experts ask, to this model.',
        );
        const options = { justification, modelOptions };
        const response = await model.sendRequest(messages.map(toEditor), options, tokenOf(signal));
        return response.text;
      },
      async countTokens(text, signal) {
        return model.countTokens(text, tokenOf(signal));
      },
    };
  }
}

/** There is no system role in the editor's API: such messages were folded before. */
function toEditor({ role, content }: ChatMessage): vscode.LanguageModelChatMessage {
  return role === 'assistant'
    ? vscode.LanguageModelChatMessage.Assistant(content)
    : vscode.LanguageModelChatMessage.User(content);
}

function tokenOf(signal: AbortSignal): vscode.CancellationToken {
  const source = new vscode.CancellationTokenSource();
  if (signal.aborted) source.cancel();
  signal.addEventListener('abort', () => {
    source.cancel();
  });
  return source.token;
}
