import { diffLines, diffWordsWithSpace } from 'diff';
import { html, type Html } from './html.ts';
import { longestText, prettyJson } from './text-block.ts';

/** Edits apart beyond which two texts are shown one after the other: comparing them is quadratic in that. */
const mostEdits = 2000;
/** Lines that stay around a change; longer stretches without one are folded away and counted. */
const around = 3;

/** One place in which two values differ. */
interface Difference {
  /** The way there: `messages › 2 › content`; empty for the whole. */
  readonly path: string;
  readonly was: string | undefined;
  readonly now: string | undefined;
}

/** Where two JSON values differ, each place with its texts compared: what was, struck through; what is, marked. */
export function jsonDifference(was: unknown, now: unknown): Html {
  const differences = differ('', was, now, 0);
  if (differences.length === 0) return html`<p class="nothing">Nothing differs.</p>`;
  return html`${differences.map(
    ({ path, was, now }) => html`<div class="difference">${
      path === '' ? undefined : html`<div class="role"><bdi>${path}</bdi></div>`
    }<pre class="code" dir="ltr" tabindex="0">
${textDifference(was ?? '', now ?? '')}</pre></div>
`,
  )}`;
}

/** Places deeper than this are compared as one text. */
const deepest = 8;

function differ(path: string, was: unknown, now: unknown, depth: number): Difference[] {
  if (depth < deepest && isObject(was) && isObject(now) && Array.isArray(was) === Array.isArray(now)) {
    const names = [...new Set([...Object.keys(was), ...Object.keys(now)])];
    return names.flatMap((name) =>
      differ(
        path === '' ? name : `${path} › ${name}`,
        Object.hasOwn(was, name) ? was[name] : undefined,
        Object.hasOwn(now, name) ? now[name] : undefined,
        depth + 1,
      ),
    );
  }
  const [before, after] = [asText(was), asText(now)];
  return before === after ? [] : [{ path, was: before, now: after }];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function asText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value.slice(0, longestText) : prettyJson(value);
}

function textDifference(was: string, now: string): Html {
  const manyLines = was.includes('\n') || now.includes('\n');
  const changes = manyLines
    ? diffLines(was, now, { maxEditLength: mostEdits })
    : diffWordsWithSpace(was, now, { maxEditLength: mostEdits });
  if (!changes)
    return html`<del>${was}</del>
<ins>${now}</ins>`;
  if (!manyLines && changes.every(({ added, removed }) => added || removed) && was !== '' && now !== '')
    return html`<del>${was}</del> → <ins>${now}</ins>`;
  return html`${changes.map(({ added, removed, value }) =>
    removed ? html`<del>${value}</del>` : added ? html`<ins>${value}</ins>` : manyLines ? kept(value) : value,
  )}`;
}

/** A stretch that is the same in both: its ends, and how many lines lie between. */
function kept(value: string): Html {
  const lines = value.split('\n');
  if (lines.length <= 2 * around + 2) return html`${value}`;
  const hidden = lines.length - 2 * around - 1;
  return html`${lines.slice(0, around).join('\n')}
<span class="nothing">… ${hidden} lines that are the same</span>
${lines.slice(-around - 1).join('\n')}`;
}
