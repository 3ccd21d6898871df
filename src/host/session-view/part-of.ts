import type { Mark, Part } from '../../../webview/session/protocol.ts';
import type { CallText } from './call-texts.ts';
import { cutText, type Extent, firstExtent, fullExtent } from './cut-text.ts';
import { type Folds, partKey } from './folds.ts';

/** What decides how much of a text is shown. */
export interface PartView {
  readonly folds: Folds;
  /** How much of a part is shown, by its key; `firstExtent` where nothing is said. */
  readonly extents: ReadonlyMap<string, Extent>;
  /** Matches of find in a text, in its own offsets. */
  readonly marksOf: (row: string, part: string) => readonly Mark[];
}

/** The texts of a row as its view shows them: folded or cut, and counted. */
export function partsOf(row: string, texts: readonly CallText[], view: PartView): Part[] {
  return texts.flatMap((text) => {
    const part = partOf(row, text, view, false);
    if (!text.holds || part.folded) return [part];
    return [part, ...text.holds.map((held) => partOf(row, held, view, true))];
  });
}

function partOf(row: string, text: CallText, { folds, extents, marksOf }: PartView, nested: boolean): Part {
  const key = partKey(row, text.id);
  const folded = folds.isFolded(key, text.usuallyFolded ?? false);
  const held = text.holds?.reduce((sum, { text: { length } }) => sum + length, 0);
  const base = {
    id: text.id,
    title: text.title,
    look: text.look,
    nested,
    folded,
    length: held ?? text.live?.length ?? text.text.length,
    holds: text.holds?.length,
    streaming: text.live !== undefined,
  };
  if (folded) return { ...base, text: '', before: 0, after: 0, more: false, marks: [] };
  if (text.live) {
    const { characters } = firstExtent;
    const shown = cutText(text.text, { ...fullExtent, from: Math.max(0, text.text.length - characters) });
    const before = text.live.length - shown.text.length;
    return { ...base, ...shown, before, after: 0, more: false, marks: [] };
  }
  const extent = extents.get(key) ?? firstExtent;
  const shown = cutText(text.text, extent);
  const end = shown.before + shown.text.length;
  const marks = marksOf(row, text.id)
    .filter(([from, to]) => to > shown.before && from < end)
    .map(([from, to, current]): Mark => [
      Math.max(0, from - shown.before),
      Math.min(to, end) - shown.before,
      current,
    ]);
  const more = shown.after > 0 && extent.characters < fullExtent.characters;
  return { ...base, ...shown, more, marks };
}
