import type { Puzzle } from '../puzzle.ts';
import type { PuzzleDocument } from '../puzzle-document.ts';
import { baseName } from '../puzzle-document.ts';
import { game24Puzzle } from './game24-puzzle.ts';

/** A line of a `.24` file: four numbers, then perhaps `= answer`, then perhaps a comment. */
const fileLine =
  /^[ \t]*(\d{1,3}(?:(?:[ \t]+|[ \t]*,[ \t]*)\d{1,3}){3})[ \t]*(?:=([^#\n]*?))?[ \t]*(?:#.*)?$/;
/** The same after a comment sign and `24:`, in any text file; what closes a comment is not the answer's. */
const comment =
  /(?:#|\/\/|--|;|%|\/\*|<!--|^[ \t]*\*)[ \t]*24:[ \t]*(\d{1,3}(?:(?:[ \t]+|[ \t]*,[ \t]*)\d{1,3}){3})(?!\d)[ \t]*(?:=(.*?))?[ \t]*(?:\*\/.*|-->.*)?$/;

/** The games of 24 in a document: one a line in a `.24` file, comments like `# 24: 4 5 6 10` elsewhere. */
export function findGame24(document: PuzzleDocument): Puzzle[] {
  const inFile = baseName(document.name).toLowerCase().endsWith('.24');
  if (!inFile && !document.text.includes('24:')) return [];
  const pattern = inFile ? fileLine : comment;
  const seen = new Map<string, number>();
  const puzzles: Puzzle[] = [];
  for (const { start, text, line } of candidateLines(document.text, inFile)) {
    const match = pattern.exec(text);
    const numbers = match?.[1];
    if (!match || numbers === undefined) continue;
    const numbersAt = start + match.index + match[0].indexOf(numbers);
    const answerAt = numbersAt + numbers.length;
    const answer = match[2] ?? '';
    const key = numbers.split(/[\s,]+/).join('-');
    const ordinal = (seen.get(key) ?? 0) + 1;
    seen.set(key, ordinal);
    puzzles.push(
      game24Puzzle({
        id: `game24:${key}${ordinal > 1 ? `#${ordinal}` : ''}`,
        numbers: key.split('-').map(BigInt),
        range: { start: numbersAt, end: answerAt },
        line,
        answer: {
          range: { start: answerAt, end: answerEnd(document.text, answerAt, match[2]) },
          text: answer,
        },
      }),
    );
  }
  return puzzles;
}

function answerEnd(text: string, answerAt: number, answer: string | undefined): number {
  if (answer === undefined) return answerAt;
  return text.indexOf('=', answerAt) + 1 + answer.trimEnd().length;
}

/** Lines that may hold a game: all of them, or those with `24:` found without looking at the others. */
function* candidateLines(
  text: string,
  all: boolean,
): Generator<{ start: number; text: string; line: number }> {
  let line = 1;
  let counted = 0;
  for (let at = all ? 0 : text.indexOf('24:'); at !== -1 && at <= text.length;) {
    const start = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    for (
      let next = text.indexOf('\n', counted);
      next !== -1 && next < start;
      next = text.indexOf('\n', counted)
    ) {
      line++;
      counted = next + 1;
    }
    // A line longer than any puzzle (minified text, say) is not searched.
    if (end - start <= 2_000) yield { start, text: text.slice(start, end).replace(/\r$/, ''), line };
    if (newline === -1) return;
    at = all ? end + 1 : text.indexOf('24:', end + 1);
  }
}
