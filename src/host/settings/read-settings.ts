import * as vscode from 'vscode';
import { parseSettings, type Settings } from './settings.ts';

/**
 * The settings that hold for a file, or for the window.
 *
 * @throws SettingError naming the first that cannot be used
 */
export function readSettings(scope?: vscode.Uri): Settings {
  const configuration = vscode.workspace.getConfiguration('baton', scope ?? null);
  return parseSettings((name) => configuration.get(name));
}
