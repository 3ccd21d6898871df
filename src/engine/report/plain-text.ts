import { hiddenCharacter, nameHidden } from '../hidden-characters.ts';

const hidden = new RegExp(String.raw`\r\n|(${hiddenCharacter})\1*`, 'gu');
const hiddenOrSpace = new RegExp(String.raw`[\s\u200b]+|(${hiddenCharacter})\1*`, 'gu');

/**
 * Text for a terminal, or for wherever else there can be no markup: every hidden character is named in brackets,
 * `[U+001B]`, so that no escape of a model reaches the terminal. Newlines and tabs stay.
 */
export function plainText(text: string): string {
  return text.replace(hidden, (match, character?: string) =>
    character === undefined ? '\n' : named(match, character),
  );
}

/** The same in one line: white space of any kind is one space. */
export function plainLine(text: string): string {
  return text
    .replace(hiddenOrSpace, (match, character?: string) =>
      character === undefined ? ' ' : named(match, character),
    )
    .trim();
}

function named(match: string, character: string): string {
  const times = match.length / character.length;
  return `[${nameHidden(character).code}${times > 1 ? ` ×${times}` : ''}]`;
}
