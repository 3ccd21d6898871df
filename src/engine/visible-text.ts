import { hiddenCharacter } from './hidden-characters.ts';

/**
 * Text as it may be shown where control characters would act: on a terminal, in a tree, in a report. Control
 * characters become their pictures (␛), invisible and direction-changing characters their names in brackets
 * ([U+202E]), lone surrogates the replacement character. Tabs and line ends stay.
 */
export function visibleText(text: string): string {
  if (!acting.test(text)) return text;
  return text.toWellFormed().replace(actingGlobal, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '␡';
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

const acting = new RegExp(hiddenCharacter, 'u');
const actingGlobal = new RegExp(hiddenCharacter, 'gu');
