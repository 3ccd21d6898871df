import { readHeading } from './heading.ts';

/**
 * Sets a text off in triple quotes so that reading it back gives the same text: with more than three quotes where
 * the text holds something that would make its end doubtful (docs/protocol.md, "Long quotes").
 */
export function quotedBlock(text: string): string {
  let quotes = '"""';
  if (isDoubtful(text)) {
    const longest = [...text.matchAll(/"{3,}/g)].reduce((most, [run]) => Math.max(most, run.length), 3);
    quotes = '"'.repeat(longest + 1);
  }
  return text === '' ? `${quotes}\n${quotes}` : `${quotes}\n${text}\n${quotes}`;
}

function isDoubtful(text: string): boolean {
  if (text.includes('"""') || /^[^\S\r\n]*[`~]{3}/m.test(text)) return true;
  const lastLine = text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
  return readHeading(text, text.length - lastLine.length, text.length) !== undefined;
}
