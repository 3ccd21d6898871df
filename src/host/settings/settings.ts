import { publishedSettings, type SessionSettings } from '../../engine/conductor/settings.ts';
import type { Prices } from '../../engine/models/price.ts';
import type { Caps } from '../../engine/runs/caps.ts';
import type { Durability } from '../../engine/runs/journal-writer.ts';
import { SettingError } from './setting-error.ts';
import { settingSchemas, type SettingName, type SettingValue } from './settings-schema.ts';

/** The settings of a place, checked. */
export interface Settings {
  /** References; undefined where none is chosen. Conductor and expert fall back to the model for everything. */
  readonly model: string | undefined;
  readonly conductor: string | undefined;
  readonly expert: string | undefined;
  readonly caps: Caps;
  readonly prices: Prices;
  readonly python: {
    readonly enabled: boolean;
    readonly memoryLimitMb: number;
    /** The Node.js of the sandbox, where the editor's own cannot be locked. */
    readonly node: string | undefined;
    /** The person's own interpreter; undefined, as by default, for the sandbox. */
    readonly interpreter: string | undefined;
  };
  readonly durability: Durability;
  readonly codeLens: boolean;
  /** How a session asks, with these models. Equal to the CLI's where nothing was set. */
  session(models: { readonly conductor: string; readonly expert: string }): SessionSettings;
}

/**
 * Reads and checks all settings at once.
 *
 * @param get the value of a setting by its name without `baton.`
 * @throws SettingError naming the first that cannot be used
 */
export function parseSettings(get: (name: SettingName) => unknown): Settings {
  const read = <Name extends SettingName>(name: Name): SettingValue<Name> => readSetting(name, get(name));
  const model = read('model') || undefined;
  const asked = {
    temperature: read('temperature'),
    topP: read('topP'),
    maxTokens: read('replyTokens'),
    rounds: read('rounds'),
    seed: read('seed'),
    thinking: read('thinking'),
    codeTimeMs: Math.round(read('python.timeLimit') * 1000),
  };
  const enabled = read('python.enabled');
  return {
    model,
    conductor: read('conductorModel') || model,
    expert: read('expertModel') || model,
    caps: {
      calls: read('caps.calls'),
      tokens: read('caps.tokens'),
      timeMs: read('caps.minutes') * 60_000,
      cost: read('caps.cost') ?? undefined,
    },
    prices: read('prices'),
    python: {
      enabled,
      memoryLimitMb: read('python.memory'),
      node: read('python.node') || undefined,
      interpreter: read('python.interpreter') || undefined,
    },
    durability: read('journal.durability'),
    codeLens: read('codeLens'),
    session({ conductor, expert }) {
      const { temperature, topP, seed, thinking, ...rest } = asked;
      const { outputLimit } = publishedSettings(conductor);
      return {
        conductor,
        expert,
        ...(temperature === null ? {} : { temperature }),
        ...(topP === null ? {} : { topP }),
        ...(seed === null ? {} : { seed }),
        ...(thinking === 'model' ? {} : { thinking: thinking === 'on' }),
        ...rest,
        python: enabled,
        outputLimit,
      };
    },
  };
}

/** One setting, checked. @throws SettingError */
export function readSetting<Name extends SettingName>(name: Name, value: unknown): SettingValue<Name> {
  const parsed = settingSchemas[name].safeParse(value);
  // The schema of this very name made it; TypeScript does not follow an index into a union of schemas.
  if (parsed.success) return parsed.data as SettingValue<Name>;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join(' → ') ?? '';
  const what = (issue?.message ?? 'it has the wrong form').replace(/\.$/, '');
  throw new SettingError(`baton.${name}`, where === '' ? what : `${where}: ${what}`);
}
