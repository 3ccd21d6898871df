import { hiddenCharacter, nameHidden } from '../hidden-characters.ts';

/** Markup that is safe to put into a page: only the `html` template makes it. */
export class Html {
  readonly #markup: string;
  constructor(markup: string, key: typeof made) {
    if (key !== made) throw new TypeError('markup is made by the html template alone');
    this.#markup = markup;
  }
  toString(): string {
    return this.#markup;
  }
}

const made = Symbol('made by the html template');

/** What may stand in a template: text is escaped, markup is not, nothing is nothing. */
export type HtmlValue = string | number | Html | undefined | readonly HtmlValue[];

/**
 * The one way in which the report makes markup. Every text is escaped for the place where it stands, and its
 * hidden characters are made visible; nothing that comes from a run can end a tag or an attribute. What cannot
 * be made safe by escaping (a tag's name, a link elsewhere, a script) is refused as the bug that it is.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = '';
  /** The text of the tag that is open at this point of the template; empty between tags. */
  let tag = '';
  strings.forEach((piece, index) => {
    markup += piece;
    tag = openTag(tag + piece);
    if (index >= values.length) return;
    const value = values[index];
    if (tag === '') {
      markup += inContent(value);
      return;
    }
    const added = inTag(tag, value);
    tag += added;
    markup += added;
  });
  return new Html(markup, made);
}

/** What stands after the last `<`, if no `>` follows it. */
function openTag(text: string): string {
  const start = text.lastIndexOf('<');
  return start > text.lastIndexOf('>') ? text.slice(start) : '';
}

function inContent(value: HtmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeText(value);
  return value.map(inContent).join('');
}

/** Attributes whose value may come from a run. None of them is ever taken for code or fetched. */
const attribute = / (?:class|id|title|datetime|lang|start|aria-[a-z]+|style|href)="(#?)[^"]*$/;

function inTag(tag: string, value: HtmlValue): string {
  if (value === undefined) return '';
  if ((tag.match(/"/g)?.length ?? 0) % 2 === 0) {
    if (value instanceof Html) return value.toString();
    throw new TypeError(`only markup may stand in a tag outside of a quoted value: ${tag}`);
  }
  const place = attribute.exec(tag);
  if (!place) throw new TypeError(`nothing may be put into this attribute: ${tag}`);
  if (place[0].startsWith(' href') && place[1] !== '#')
    throw new TypeError('the report links to itself alone');
  if (place[0].startsWith(' style') && typeof value !== 'number')
    throw new TypeError('only a number may be put into a style');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeAttribute(value);
  throw new TypeError(`only text may stand in an attribute: ${tag}`);
}

const special = new RegExp(String.raw`[&<>"']|\r\n|(${hiddenCharacter})\1*`, 'gu');

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r\n': '\n',
};

/** Text between tags. A run of one hidden character is one chip, with its count. */
function escapeText(text: string): string {
  return text.replace(special, (match, character?: string) => {
    if (character === undefined) return entities[match] ?? '';
    const { code, name } = nameHidden(character);
    const count = match.length / character.length;
    return `<i class="hidden" title="${name}">${code}${count > 1 ? ` ×${count}` : ''}</i>`;
  });
}

/** Text in a quoted attribute, where there can be no chip. */
function escapeAttribute(text: string): string {
  return text.replace(special, (match, character?: string) => {
    if (character === undefined) return entities[match] ?? '';
    const count = match.length / character.length;
    return `[${nameHidden(character).code}${count > 1 ? ` ×${count}` : ''}]`;
  });
}
