import * as vscode from 'vscode';
import { describeError, UserError } from '../../engine/user-error.ts';
import { plainMessage } from './plain-message.ts';

/** Something to do about an error, offered beside it. */
interface Remedy {
  readonly title: string;
  readonly command: string;
  readonly argument: string;
}

/** Shows an error with what can be done about it. A bug is logged with its stack. */
export async function showError(error: unknown, log: vscode.LogOutputChannel): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (!(error instanceof UserError)) log.error(error instanceof Error ? error : String(error));
  const remedy = remedyFor(error);
  const showLog = vscode.l10n.t('Show Log');
  const buttons = remedy ? [remedy.title] : error instanceof UserError ? [] : [showLog];
  const chosen = await vscode.window.showErrorMessage(plainMessage(describeError(error)), ...buttons);
  if (chosen === undefined) return;
  if (remedy) await vscode.commands.executeCommand(remedy.command, remedy.argument);
  else log.show();
}

function remedyFor(error: unknown): Remedy | undefined {
  if (!(error instanceof UserError)) return undefined;
  if ('setting' in error && typeof error.setting === 'string') {
    return openSetting(error.setting);
  }
  switch (error.code) {
    case 'python-refused':
      return openSetting('baton.python.node');
    case 'model-key-missing':
    case 'model-key-malformed':
    case 'model-unauthorized':
      return { title: vscode.l10n.t('Set API Key'), command: 'baton.setApiKey', argument: '' };
    case 'no-model':
    case 'model-reference-invalid':
    case 'model-unknown':
    case 'model-unreachable':
    case 'model-host-unknown':
    case 'model-scheme-unavailable':
    case 'model-not-recorded':
    case 'model-recording-unreadable':
    case 'editor-model-missing':
    case 'editor-model-not-allowed':
    case 'editor-model-blocked':
      return { title: vscode.l10n.t('Choose Model'), command: 'baton.chooseModel', argument: '' };
    case 'editor-model-unasked':
    case 'model-endpoint-missing':
    case 'model-not-an-api':
      return { title: vscode.l10n.t('Check Model'), command: 'baton.checkModel', argument: '' };
    default:
      return undefined;
  }
}

function openSetting(name: string): Remedy {
  return { title: vscode.l10n.t('Open Setting'), command: 'workbench.action.openSettings', argument: name };
}
