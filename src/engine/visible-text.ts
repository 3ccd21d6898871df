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

/** C0 but tab and line feed, DEL, C1, zero-width and bidirectional controls, line separators, tags, lone surrogates. */
const pattern =
  '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]|\\p{Cs}';
const acting = new RegExp(pattern, 'u');
const actingGlobal = new RegExp(pattern, 'gu');
