import { UserError } from '../../engine/user-error.ts';

/** A setting holds what it cannot hold. The editor offers to open it. */
export class SettingError extends UserError {
  /** The setting's full name: `baton.rounds`. */
  readonly setting: string;

  constructor(setting: string, detail: string) {
    super(
      'setting-invalid',
      `The setting ${setting} cannot be used: ${detail}.`,
      'Change it in the settings, or reset it to its default there.',
    );
    this.name = 'SettingError';
    this.setting = setting;
  }
}
