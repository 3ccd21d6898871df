import type { CallText } from './call-texts.ts';

const longest = 160;

/** One line of what a folded row holds: its answer where there is one, or what was asked. */
export function previewOf(texts: readonly CallText[]): string {
  const told = ['error', 'reply', 'output', 'answer', 'said-0', 'invented', 'instruction', 'code'];
  const text = told.map((id) => texts.find((candidate) => candidate.id === id)?.text).find(Boolean);
  if (text === undefined) return '';
  const line = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
