import type { OpenRun } from '../runs/run-library.ts';
import { type CallText, wholeOf } from './call-texts.ts';
import { LiveTexts } from './live-texts.ts';
import { nodeOf } from './node-of.ts';
import { RowTexts } from './row-texts.ts';

/** A row of a run as a document: one of its texts as it is, or all of them under their titles. */
export function documentText(run: OpenRun, key: string, part: string | undefined): string {
  const node = nodeOf(run.tree, key);
  if (!node) return '';
  return textOf(new RowTexts(run, new LiveTexts()).of(node).texts, part);
}

export function textOf(texts: readonly CallText[], part: string | undefined): string {
  const all = texts.flatMap((text) => [text, ...(text.holds ?? [])]);
  if (part !== undefined) return wholeOf(all.find(({ id }) => id === part)) ?? '';
  return all
    .filter(({ holds }) => !holds)
    .map(({ title, text }) => `── ${title} ──\n${text}`)
    .join('\n\n');
}
