const longest = 200;

/** A label, title or name as a row shows it: what is longer than any line is cut. The whole stands in the journal. */
export function shortText(text: string): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  // Not in the middle of a surrogate pair.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
