/** Letters of a label that may stand in the name of a document; a label is a model's text. */
const plainLetters = /[^\p{L}\p{N} ._()-]+/gu;

/** The name that a document of a call is given, which decides how the editor colours it. */
export function documentName(label: string, part: string | undefined): string {
  const name = label
    .replace(plainLetters, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, 60)
    .trim();
  const said = part === undefined ? '' : ` (${part.replace(plainLetters, ' ')})`;
  return `${name === '' ? 'call' : name}${said}.${ending(part)}`;
}

function ending(part: string | undefined): string {
  switch (part) {
    case 'code':
      return 'py';
    case 'request':
    case 'parameters':
    case 'settings':
    case 'fields':
      return 'json';
    default:
      return 'txt';
  }
}
