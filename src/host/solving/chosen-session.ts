import * as vscode from 'vscode';
import type { SessionSettings } from '../../engine/conductor/settings.ts';
import { UserError } from '../../engine/user-error.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings.ts';

/** How a session will ask, and all the settings that it comes from. */
export interface ChosenSession {
  readonly session: SessionSettings;
  readonly settings: Settings;
}

/**
 * The session that the settings describe for a place. Where no model is chosen, the person is asked to choose one
 * now; undefined where they do not.
 *
 * @throws SettingError for a setting that cannot be used
 */
export async function chosenSession(scope: vscode.Uri): Promise<ChosenSession | undefined> {
  let settings = readSettings(scope);
  if (settings.conductor === undefined || settings.expert === undefined) {
    if (!(await chooseModel())) return undefined;
    settings = readSettings(scope);
  }
  const { conductor, expert } = settings;
  if (conductor === undefined || expert === undefined) return undefined;
  return { session: settings.session({ conductor, expert }), settings };
}

async function chooseModel(): Promise<boolean> {
  const choose = vscode.l10n.t('Choose Model…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Solving needs a model, and none is chosen yet.'),
    choose,
  );
  if (chosen !== choose) return false;
  const known = await vscode.commands.getCommands(true);
  if (!known.includes('baton.chooseModel')) {
    throw new UserError('no-model', 'No model is chosen.', 'Name one in the setting baton.model.');
  }
  await vscode.commands.executeCommand('baton.chooseModel');
  return true;
}
