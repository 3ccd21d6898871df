/**
 * Characters that a reader would not see, or that would change what is seen around them: control characters
 * (terminal escapes begin with one), bidirectional overrides, zero-width characters, tags, halves of surrogate
 * pairs. Tab and newline are left out, and so are the joiners of scripts and emoji, variation selectors of emoji
 * and the Arabic signs that have a shape though Unicode calls them format characters.
 *
 * Wherever text of a model, a file or a person is shown, each of these is shown by its code point instead.
 */
const hidden = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u{e0100}-\u{e01ef}]`;
const shown = String.raw`[\t\n\u200c\u200d\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}]`;

/** The source of a regular expression (flag `u`) that matches one hidden character. */
export const hiddenCharacter = `${hidden}(?<!${shown})`;

/** What a person may know a hidden character by; the rest have their number. */
const names: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x07: 'bell',
  0x08: 'backspace',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x7f: 'delete',
  0x9b: 'control sequence introducer',
  0xad: 'soft hyphen',
  0x61c: 'Arabic letter mark',
  0x200b: 'zero width space',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0xfeff: 'byte order mark',
};

/** A hidden character by its code point, `U+202E`, and its name where people know it by one. */
export function nameHidden(character: string): { readonly code: string; readonly name: string } {
  const point = character.codePointAt(0) ?? 0;
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  return { code, name: names[point] ?? 'hidden character' };
}
