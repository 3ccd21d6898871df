import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../../package.json';
import nls from '../../../package.nls.json';

const host = join(import.meta.dirname, '..');
const sources = readdirSync(host, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(host, file), 'utf8'))
  .concat(readFileSync(join(host, '..', 'extension.ts'), 'utf8'));
const code = sources.join('\n');

const contributed = manifest.contributes.commands.map(({ command }) => command);
const registered = new Set(
  [
    ...code.matchAll(/commands\.(?:show|act)\(\s*'(baton\.[\w.]+)'/g),
    ...code.matchAll(/\bcommand\(\s*'(baton\.[\w.]+)'/g),
    ...code.matchAll(/registerCommand\(\s*'(baton\.[\w.]+)'/g),
  ].map(([, id]) => id ?? ''),
);
/** Run by code alone: they take what no palette could give. */
const internal = new Set(['baton.copyText', 'baton.revealInRuns']);

describe('the manifest and the code', () => {
  it('register every command that is contributed', () => {
    expect(contributed.filter((id) => !registered.has(id))).toEqual([]);
    expect(new Set(contributed).size).toBe(contributed.length);
  });

  it('contribute every command that a person could look for', () => {
    const missing = [...registered].filter(
      (id) => !contributed.includes(id) && !internal.has(id) && !id.startsWith('baton.session.'),
    );
    expect(missing).toEqual([]);
  });

  it('name only commands that are registered, in menus, keys and welcome texts', () => {
    const { menus, keybindings } = manifest.contributes;
    const named = [
      ...Object.values(menus).flatMap((items: readonly { command?: string }[]) =>
        items.flatMap(({ command }) => (command === undefined ? [] : [command])),
      ),
      ...keybindings.map(({ command }) => command),
      ...[...JSON.stringify(nls).matchAll(/command:(baton\.[\w.]+)/g)].map(([, id]) => id ?? ''),
    ];
    const views = Object.values(manifest.contributes.views).flat();
    const focusing = new Set(views.map(({ id }) => `${id}.focus`));
    expect(named.filter((id) => !registered.has(id) && !focusing.has(id))).toEqual([]);
  });

  it('read only settings that exist', () => {
    const settings = [manifest.contributes.configuration]
      .flat()
      .flatMap(({ properties }) => Object.keys(properties));
    const read = [
      ...code.matchAll(/affectsConfiguration\('(baton\.[\w.]+)'/g),
      ...code.matchAll(/openSetting\('(baton\.[\w.]+)'/g),
      ...code.matchAll(/'(baton\.(?:caps|prices|python)(?:\.\w+)?)'/g),
    ].map(([, name]) => name ?? '');
    const known = (name: string): boolean =>
      settings.some((setting) => setting === name || setting.startsWith(`${name}.`));
    expect(read.filter((name) => !known(name))).toEqual([]);
  });

  it('have a text for every %key%, and no text that nothing names', () => {
    const text = JSON.stringify(manifest);
    const keys = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    expect(keys.filter((key) => !(key in nls))).toEqual([]);
    expect(Object.keys(nls).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it('leave to restricted mode what runs code or reaches servers', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    expect(restrictedConfigurations).toEqual(
      expect.arrayContaining(['baton.model', 'baton.python.node', 'baton.python.interpreter']),
    );
  });
});
