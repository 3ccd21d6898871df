// Writes the table of settings into docs/settings.md from the manifest: `node scripts/settings-doc.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';

const root = join(import.meta.dirname, '..');
const json = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const texts = json('package.nls.json');
const said = (key) => texts[key.slice(1, -1)];
/** Links to settings and commands work in the editor alone. */
const plain = (text) =>
  text.replaceAll(/`#([\w.]+)#`/g, '`$1`').replaceAll(/\[([^\]]+)\]\(command:[^)]+\)/g, '$1');

/** The document as it is to be. */
export async function settingsDocument() {
  const intro = `# Settings

All settings are under \`baton.\`; each can be found by its name in the editor's settings. They are read anew for each run, so a change holds from the next one on. A setting that cannot be used is named in an error with a button that opens it.

Settings that name models, prices, caps or anything about Python are ignored in a workspace that you have not trusted. Which model to use and what lies on this machine (paths, memory) is not synchronised between machines.

This page is generated from the manifest.
`;
  const sections = json('package.json').contributes.configuration.map(({ title, properties }) => {
    const rows = Object.entries(properties).map(([name, setting]) => {
      const choices = (setting.enum ?? []).map(
        (choice, index) => `<br>\`${choice}\`: ${plain(said(setting.markdownEnumDescriptions[index]))}`,
      );
      const usual = setting.default === '' ? 'empty' : `\`${JSON.stringify(setting.default)}\``;
      return `| \`${name}\` | ${usual} | ${plain(said(setting.markdownDescription))}${choices.join('')} |`;
    });
    return `\n## ${said(title)}\n\n| setting | default | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  const prices = `
## Prices

\`\`\`json
"baton.prices": {
  "openai:gpt-*": { "promptPerMillion": 2, "completionPerMillion": 8, "currency": "USD" }
}
\`\`\`

The first pattern that matches a model's reference counts. All prices are in one currency, since a run adds them up.
`;
  return format(intro + sections.join('') + prices, { parser: 'markdown' });
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(root, 'docs', 'settings.md'), await settingsDocument());
}
