import { logicalLines } from './logical-lines.ts';

/**
 * Shifts Python statements to another depth and another unit of indentation. Lines inside strings stay as they
 * are, since their white space is the string's. Line ends become `\n`.
 *
 * @param code whole lines that lie at one depth or deeper
 * @param outer the white space that the shallowest line gets
 * @param unit one level below that: four spaces, a tab, …
 */
export function reindent(code: string, outer: string, unit: string): string {
  const text = code.replace(/\r\n?/g, '\n');
  const { lines, insideStrings } = logicalLines(text);
  const indents = lines.map((line) => line.indent);
  const base = indents.length === 0 ? 0 : Math.min(...indents);
  const steps = indents.map((indent) => indent - base).filter((step) => step > 0);
  const step = steps.length === 0 ? 4 : Math.min(...steps);
  const regular = steps.every((one) => one % step === 0);
  const result: string[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const bare = line.trimStart();
    if (insideStrings.has(at)) result.push(line);
    else if (bare === '') result.push('');
    else result.push(outer + deeper(columns(line) - base, regular ? step : 1, regular ? unit : ' ') + bare);
    at += line.length + 1;
  }
  return result.join('\n');
}

function deeper(column: number, step: number, unit: string): string {
  if (column <= 0) return '';
  return unit.repeat(Math.floor(column / step)) + ' '.repeat(column % step);
}

function columns(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === ' ') column++;
    else if (character === '\t') column += 8 - (column % 8);
    else break;
  }
  return column;
}
