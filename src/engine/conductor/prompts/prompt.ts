import { createHash } from 'node:crypto';
import { UserError } from '../../user-error.ts';
import { promptSlots } from './prompt-slots.ts';
import type { PromptName } from './prompt-slots.ts';

/** One prompt's text, checked. */
export interface Prompt {
  readonly name: PromptName;
  /** Lines end in `\n`; white space around the whole is taken off. */
  readonly text: string;
  /** The first 12 hexadecimal digits of the SHA-256 of the text. */
  readonly version: string;
  /** The file that replaces the built-in prompt; absent for the built-in one. */
  readonly file?: string;
}

const slot = /\{\{[ \t]*([A-Za-z][\w-]*)[ \t]*\}\}/g;

/**
 * Reads a prompt's text.
 *
 * @throws UserError `prompt-empty`, `prompt-unknown-slot` or `prompt-missing-slot`, with the file and line
 */
export function readPrompt(name: PromptName, source: string, file?: string): Prompt {
  const where = file ?? `${name}.md`;
  const unix = source.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const text = unix.trim();
  if (text === '') {
    throw new UserError(
      'prompt-empty',
      `${where}:1: the prompt is empty.`,
      'Write a prompt, or delete the file.',
    );
  }
  const { needs, may } = promptSlots[name];
  const known: readonly string[] = [...needs, ...may];
  const found = new Set<string>();
  for (const match of unix.matchAll(slot)) {
    const slotName = match[1] ?? '';
    found.add(slotName);
    if (known.includes(slotName)) continue;
    const line = unix.slice(0, match.index).split('\n').length;
    const has =
      known.length === 0 ? 'This prompt has no slots' : `Its slots are ${known.map(braced).join(', ')}`;
    throw new UserError(
      'prompt-unknown-slot',
      `${where}:${line}: the prompt "${name}" has no slot ${braced(slotName)}.`,
      `${has}.`,
    );
  }
  for (const needed of needs) {
    if (found.has(needed)) continue;
    const lastLine = unix.trimEnd().split('\n').length;
    throw new UserError(
      'prompt-missing-slot',
      `${where}:${lastLine}: the prompt "${name}" never says ${braced(needed)}.`,
      `Put ${braced(needed)} where it belongs: without it the model would not see it.`,
    );
  }
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name, text, version, ...(file === undefined ? {} : { file }) };
}

/** Puts values into a prompt's slots. A value is text: what looks like a slot in it stays as it is. */
export function fillPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): string {
  return prompt.text.replace(slot, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

function braced(name: string): string {
  return `{{${name}}}`;
}
