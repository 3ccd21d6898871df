import { ModelError, type ModelErrorCode } from '../../engine/models/errors.ts';
import { quoteServer } from '../../engine/models/server-sentence.ts';

/** The names that `vscode.LanguageModelError` gives its cases in `code`. */
const codes: Readonly<Record<string, ModelErrorCode>> = {
  NotFound: 'editor-model-missing',
  NoPermissions: 'editor-model-not-allowed',
  Blocked: 'editor-model-blocked',
};

/** What the editor, or the extension behind its model, threw: as a failure that says what to do. */
export function languageModelFailure(error: unknown, who: string): ModelError {
  if (error instanceof ModelError) return error;
  if (!(error instanceof Error)) return new ModelError('editor-model-failed', who, { cause: error });
  const named = 'code' in error && typeof error.code === 'string' ? codes[error.code] : undefined;
  // The model's own extension speaks here: its words are shown as a server's are, short and without secrets.
  const detail = quoteServer(error.message).replace(/\.$/, '');
  return new ModelError(named ?? 'editor-model-failed', who, { detail, cause: error });
}
