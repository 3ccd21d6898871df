import * as vscode from 'vscode';

/** What each model does when it is asked. */
const models = {
  /** Replies, in pieces, with the word that *Check Model* asks for. */
  echo: async (progress) => {
    for (const piece of ['ma', 'ple ', '1 2 3 4 5 ', '6 7 8 9 10']) {
      progress.report(new vscode.LanguageModelTextPart(piece));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  blocked: async () => {
    throw vscode.LanguageModelError.Blocked('The monthly quota is used up.');
  },
  gone: async () => {
    throw vscode.LanguageModelError.NotFound('It was retired.');
  },
  broken: async (progress) => {
    progress.report(new vscode.LanguageModelTextPart('ma'));
    throw new Error('The wire was cut.');
  },
  /** Neither speaks nor ends before it is cancelled. */
  silent: (progress, token) =>
    new Promise((resolve) => {
      token.onCancellationRequested(() => {
        cancelled += 1;
        resolve();
      });
    }),
};

let requests = [];
let cancelled = 0;

/** Models of the editor, of the vendor `rehearsal`. The command `rehearsal.seen` tells what they were asked. */
export function offerLanguageModels(context) {
  const provider = {
    provideLanguageModelChatInformation: () =>
      Object.keys(models).map((id) => ({
        id,
        name: `Rehearsal ${id}`,
        family: 'rehearsal',
        version: '1',
        maxInputTokens: 8000,
        maxOutputTokens: 1000,
        capabilities: {},
      })),
    provideLanguageModelChatResponse: async (model, messages, options, progress, token) => {
      requests.push({
        model: model.id,
        messages: messages.map(({ role, content }) => ({
          role,
          text: content
            .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
            .join(''),
        })),
        modelOptions: options.modelOptions,
      });
      await models[model.id](progress, token);
    },
    /** One a word: no estimate of Baton's comes to the same. */
    provideTokenCount: async (model, text) => {
      const said = typeof text === 'string' ? text : text.content.map((part) => part.value ?? '').join('');
      return said.split(/\s+/).filter((word) => word !== '').length;
    },
  };
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('rehearsal', provider),
    vscode.commands.registerCommand('rehearsal.seen', () => ({ requests, cancelled })),
  );
}
