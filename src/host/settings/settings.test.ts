import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { publishedSettings } from '../../engine/conductor/settings.ts';
import { defaultCaps } from '../../cli/caps.ts';
import { SettingError } from './setting-error.ts';
import { parseSettings, type Settings } from './settings.ts';
import { type SettingName, settingSchemas } from './settings-schema.ts';

interface Declared {
  readonly default: unknown;
  readonly scope: string;
  readonly markdownDescription: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

const declared = new Map<string, Declared>(
  manifest.contributes.configuration.flatMap(({ properties }) =>
    Object.entries(properties as Record<string, Declared>),
  ),
);

/** The settings of a person who changed only these. */
function settingsWith(changed: Partial<Record<SettingName, unknown>> = {}): Settings {
  return parseSettings((name) => (name in changed ? changed[name] : declared.get(`baton.${name}`)?.default));
}

function failureOf(changed: Partial<Record<SettingName, unknown>>): SettingError {
  try {
    settingsWith(changed);
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

describe('settings', () => {
  it('are the same in the manifest and in what reads them', () => {
    expect([...declared.keys()].sort()).toEqual(
      Object.keys(settingSchemas)
        .map((name) => `baton.${name}`)
        .sort(),
    );
  });

  it('ask, where nothing was set, as was published, and as the command line does', () => {
    const session = settingsWith().session({ conductor: 'openai:m', expert: 'openai:m' });
    expect(session).toEqual(publishedSettings('openai:m'));
    expect(settingsWith().caps).toEqual({ ...defaultCaps, cost: undefined });
  });

  it.each([...declared])('%s describes itself, and each of its choices', (_name, setting) => {
    expect(setting.markdownDescription).toMatch(/^%configuration\..+%$/);
    expect(setting.scope).toMatch(/^(resource|machine-overridable)$/);
    expect(setting.markdownEnumDescriptions?.length).toBe(setting.enum?.length);
  });

  it('of models fall back to the one for everything', () => {
    expect(settingsWith()).toMatchObject({ model: undefined, conductor: undefined, expert: undefined });
    expect(settingsWith({ model: ' openai:a ', expertModel: 'openai:b' })).toMatchObject({
      conductor: 'openai:a',
      expert: 'openai:b',
    });
  });

  it('leave out of a request what is left to the model', () => {
    const { temperature, topP, seed, thinking } = settingsWith({
      temperature: null,
      topP: null,
      seed: 3,
      thinking: 'off',
    }).session({ conductor: 'openai:a', expert: 'openai:a' });
    expect({ temperature, topP, seed, thinking }).toEqual({
      temperature: undefined,
      topP: undefined,
      seed: 3,
      thinking: false,
    });
  });

  it.each<[SettingName, unknown, RegExp]>([
    ['model', 'gpt-4', /has no scheme/],
    ['expertModel', 'http://u:geheim@host/v1#m', /user name or a password/],
    ['rounds', 1, /baton\.rounds/],
    ['temperature', 'hot', /baton\.temperature/],
    ['caps.minutes', 0, /baton\.caps\.minutes/],
    ['python.enabled', 'yes', /baton\.python\.enabled/],
    ['journal.durability', 'all', /baton\.journal\.durability/],
    [
      'prices',
      { 'openai:*': { promptPerMillion: -1, completionPerMillion: 1, currency: 'USD' } },
      /openai:\*/,
    ],
  ])('that cannot be used are named: %s', (name, value, message) => {
    const error = failureOf({ [name]: value });
    expect(error.setting).toBe(`baton.${name}`);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('geheim');
    expect(error.hint).not.toBe('');
  });

  it('that a workspace could use to run or reach something are ignored until it is trusted', () => {
    const restricted: readonly string[] = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    for (const name of [...declared.keys()].filter((each) => /model|prices|caps|python/i.test(each))) {
      expect(restricted).toContain(name);
    }
    for (const name of restricted) expect(declared.has(name)).toBe(true);
  });
});
