import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../user-error.ts';
import { builtInPrompts } from './built-in-prompts.ts';
import { promptSlots } from './prompt-slots.ts';
import type { PromptName, SlotValues } from './prompt-slots.ts';
import { fillPrompt, readPrompt } from './prompt.ts';
import type { Prompt } from './prompt.ts';

/** Every prompt of the conductor and the scaffolds, ready to be filled. */
export class Prompts {
  /** The version of each prompt, for a journal's header. */
  readonly versions: Readonly<Record<PromptName, string>>;
  readonly #prompts: Readonly<Record<PromptName, Prompt>>;

  constructor(prompts: Readonly<Record<PromptName, Prompt>>) {
    this.#prompts = prompts;
    this.versions = eachPrompt((name) => prompts[name].version);
  }

  get(name: PromptName): Prompt {
    return this.#prompts[name];
  }

  /** The text of a prompt with its slots filled. */
  fill<Name extends PromptName>(name: Name, ...values: FillArguments<Name>): string {
    return fillPrompt(this.#prompts[name], values[0] ?? {});
  }
}

/** A prompt without slots is filled with nothing. */
type FillArguments<Name extends PromptName> = keyof SlotValues<Name> extends never
  ? readonly []
  : readonly [values: SlotValues<Name>];

/** Far beyond any prompt; keeps a file that is there by mistake from being read. */
const longestFile = 256 * 1024;

/**
 * Loads the built-in prompts, each replaced by the file of its name in a folder (`nudge.md` in a workspace's
 * `.baton/prompts/`). A folder that does not exist replaces nothing; a `README.md` in it is left alone.
 *
 * @throws UserError `prompt-unknown-name` for a Markdown file that is named like no prompt, `prompt-unreadable` for
 *   one that can't be read as text, and those of `readPrompt`
 */
export async function loadPrompts(overridesFolder?: string): Promise<Prompts> {
  const files =
    overridesFolder === undefined ? new Map<PromptName, string>() : await overrides(overridesFolder);
  const texts = new Map<PromptName, string>();
  for (const [name, file] of files) texts.set(name, await readText(file));
  return new Prompts(
    eachPrompt((name) => readPrompt(name, texts.get(name) ?? builtInPrompts[name], files.get(name))),
  );
}

async function overrides(folder: string): Promise<Map<PromptName, string>> {
  const found = new Map<PromptName, string>();
  for (const file of await filesIn(folder)) {
    if (!file.endsWith('.md') || file.toLowerCase() === 'readme.md') continue;
    const name = file.slice(0, -'.md'.length);
    if (!isPromptName(name)) {
      throw new UserError(
        'prompt-unknown-name',
        `${join(folder, file)}: no prompt is called "${name}".`,
        `Name the file after the prompt it replaces: ${Object.keys(promptSlots).join(', ')}.`,
      );
    }
    found.set(name, join(folder, file));
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw unreadable(folder, 'the folder of prompts', error);
  }
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw unreadable(file, 'the prompt', error);
  }
  const refuse = (why: string): UserError =>
    new UserError('prompt-unreadable', `${file}: the prompt ${why}.`, 'Save it as a UTF-8 text file.');
  if (bytes.length > longestFile) throw refuse(`is longer than ${longestFile / 1024} KiB`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('is not UTF-8 text');
  }
}

function unreadable(path: string, what: string, error: unknown): UserError {
  const code = codeOf(error);
  const reason = code === undefined ? '' : ` (${code})`;
  const hint = 'Check that it is a readable file in a folder, or move it away.';
  return new UserError('prompt-unreadable', `${path}: ${what} can't be read${reason}.`, hint, {
    cause: error,
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function isPromptName(name: string): name is PromptName {
  return Object.hasOwn(promptSlots, name);
}

function eachPrompt<Value>(make: (name: PromptName) => Value): Record<PromptName, Value> {
  const names = Object.keys(promptSlots).filter(isPromptName);
  // Every name of the table is there, which Object.fromEntries can't tell.
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<PromptName, Value>;
}
