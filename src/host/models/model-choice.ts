import * as vscode from 'vscode';

/** What a model can be chosen for: everything, or one part of a session. Named as their settings. */
export type ModelRole = 'model' | 'conductorModel' | 'expertModel';

/** Commands are run by keybindings and links as well, which may say anything. */
export function isRole(value: unknown): value is ModelRole {
  return value === 'model' || value === 'conductorModel' || value === 'expertModel';
}

/** The model references as they stand in the settings, unchecked; empty where none is chosen. */
export interface ModelChoice {
  readonly model: string;
  readonly conductorModel: string;
  readonly expertModel: string;
}

export function readModelChoice(): ModelChoice {
  const configuration = vscode.workspace.getConfiguration('baton', null);
  const read = (role: ModelRole): string => {
    const value: unknown = configuration.get(role);
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    model: read('model'),
    conductorModel: read('conductorModel'),
    expertModel: read('expertModel'),
  };
}

/** Chooses a model for one part, or with `model` for everything: then no part keeps one of its own. */
export async function useModel(role: ModelRole, reference: string): Promise<void> {
  await write(role, reference);
  if (role !== 'model') return;
  for (const part of ['conductorModel', 'expertModel'] as const) {
    if (readModelChoice()[part] !== '') await write(part, '');
  }
}

/** Writes where the setting stands already, so that the choice takes effect; else for the user. */
async function write(role: ModelRole, reference: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('baton', null);
  const stands = configuration.inspect(role);
  const target =
    stands?.workspaceValue === undefined
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.Workspace;
  await configuration.update(role, reference === '' ? undefined : reference, target);
}
