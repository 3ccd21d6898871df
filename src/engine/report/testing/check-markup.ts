import { hiddenCharacter } from '../../hidden-characters.ts';

/** Everything that a report may consist of: an element, and the attributes it may have there. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  html: ['lang'],
  head: [],
  body: [],
  title: [],
  style: [],
  meta: ['charset', 'name', 'content', 'http-equiv'],
  div: ['class', 'id'],
  nav: ['class', 'aria-label'],
  main: ['id'],
  header: ['class'],
  footer: [],
  section: ['class', 'id', 'aria-labelledby'],
  h1: [],
  h2: ['id'],
  h3: ['id'],
  h4: ['id'],
  h5: ['id'],
  p: ['class'],
  ul: ['class'],
  ol: ['class', 'start'],
  li: ['class'],
  dl: ['class'],
  dt: [],
  dd: [],
  details: ['class', 'id', 'open'],
  summary: [],
  pre: ['class', 'dir', 'tabindex'],
  code: [],
  bdi: [],
  b: [],
  strong: [],
  small: [],
  i: ['class', 'title'],
  del: [],
  ins: [],
  a: ['class', 'href'],
  time: ['datetime'],
  span: ['class', 'role', 'aria-label', 'aria-hidden', 'style', 'title'],
  table: [],
  thead: [],
  tbody: [],
  tr: [],
  th: ['scope'],
  td: [],
};
const withDirection = new Set(['div', 'pre']);
const voids = new Set(['meta']);
const entity = /&(?:amp|lt|gt|quot|#39);/g;
const decoded: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** What a page consists of, once it has been found to be in order. */
export interface Markup {
  /** Its text, entities decoded, without its styles. */
  readonly text: string;
  readonly elements: ReadonlyMap<string, number>;
}

/**
 * Reads a page far more strictly than a browser would: it knows only what the report writes. Whatever came from
 * a run and was not escaped where it stands is a tag, an attribute or a character that is not allowed here.
 *
 * @throws Error saying what is wrong and where
 */
export function checkMarkup(page: string): Markup {
  const elements = new Map<string, number>();
  const open: string[] = [];
  const ids = new Set<string>();
  const links = new Set<string>();
  let text = '';
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: …${page.slice(Math.max(0, at - 60), at + 100)}…`);
  };
  const hidden = new RegExp(hiddenCharacter, 'u').exec(page);
  if (hidden) {
    at = hidden.index;
    fail(`hidden character ${JSON.stringify(hidden[0])}`);
  }
  if (!page.startsWith('<!doctype html>\n')) fail('no doctype');
  at = '<!doctype html>\n'.length;
  const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>/y;
  while (at < page.length) {
    const next = page.indexOf('<', at);
    const words = page.slice(at, next < 0 ? page.length : next);
    if (words.includes('>') && open.at(-1) !== 'style') fail('a stray >');
    if (open.at(-1) !== 'style') text += decode(words) ?? fail('an entity that is none of ours');
    if (next < 0) break;
    at = next;
    tag.lastIndex = at;
    const found = tag.exec(page) ?? fail('a < that begins no tag');
    const [whole, slash, name = '', attributes = ''] = found;
    const names = allowed[name] ?? fail(`the element ${name}`);
    if (slash === '/') {
      if (attributes !== '') fail('attributes of an end tag');
      const last = open.pop();
      if (last !== name) fail(`</${name}> ends <${last ?? 'nothing'}>`);
    } else {
      elements.set(name, (elements.get(name) ?? 0) + 1);
      const seen = new Set<string>();
      for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
        if (seen.has(attribute)) fail(`two attributes ${attribute}`);
        seen.add(attribute);
        if (!names.includes(attribute) && !(attribute === 'dir' && withDirection.has(name)))
          fail(`the attribute ${attribute} of ${name}`);
        const meant = decode(value) ?? fail('an entity that is none of ours');
        if (attribute === 'id') {
          if (ids.has(meant) || !/^(?:m\d+|[a-z-]+)$/.test(meant)) fail(`the id ${meant}`);
          ids.add(meant);
        }
        if (attribute === 'href') {
          if (!/^#(?:m\d+|[a-z-]+)$/.test(meant)) fail(`a link to ${meant}`);
          links.add(meant.slice(1));
        }
        if (attribute === 'style' && !/^left:[\d.]+%;width:[\d.]+%$/.test(meant)) fail(`the style ${meant}`);
        if (attribute === 'class' && !/^[a-z0-9 -]*$/.test(meant)) fail(`the class ${meant}`);
      }
      if (!voids.has(name)) open.push(name);
    }
    at += whole.length;
  }
  if (open.length > 0) fail(`${open.join(' ')} left open`);
  for (const link of links) if (!ids.has(link)) fail(`a link to #${link}, which is nowhere`);
  return { text, elements };
}

function decode(text: string): string | undefined {
  if (text.replace(entity, '').includes('&')) return undefined;
  return text.replace(entity, (name) => decoded[name] ?? '');
}
