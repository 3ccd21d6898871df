import { boxed, fences, finalAnswerText, withoutTypesetting } from '../final-answer.ts';
import { foldFunction } from '../python-source/fold-function.ts';
import { isOneLogicalLine } from '../python-source/function-shape.ts';
import { reindent } from '../python-source/reindent.ts';

/**
 * The solution in a final answer, as one function with everything it needs inside. Taken from the last fence that
 * defines it, else from the text itself; where there is no such function, a value alone is wrapped in one.
 */
export function extractSolution(finalAnswer: string, name: string): string | undefined {
  const text = finalAnswerText(finalAnswer);
  const blocks = fences(text);
  const codes = [...blocks.map((block) => block.text).reverse(), fromDefinition(text, name), text];
  for (const code of codes) {
    const solution = code !== undefined && asFunction(code, name);
    if (solution) return solution;
  }
  const values = [blocks.at(-1)?.text, boxed(text), text, afterWords(text), text.split('\n').at(-1)];
  const value = values.map((one) => one !== undefined && asValue(one)).find((one) => one);
  return value ? `def ${name}():\n${reindent(`return ${value}`, '    ', '    ')}` : undefined;
}

function asFunction(code: string, name: string): string | undefined {
  // "sol" is what the puzzles' authors call it; some models remember that.
  for (const candidate of [name, 'solution', 'sol']) {
    const folded = foldFunction(code, candidate, /^sat\w*$/);
    if (!folded) continue;
    const body = [folded.docstring, folded.body]
      .filter((part) => part !== undefined && part !== '')
      .join('\n');
    const header = folded.header.replace(
      /^(async[ \t]+)?def[ \t]+\w+/,
      (_, prefix: string | undefined) => `${prefix ?? ''}def ${name}`,
    );
    return `${header}\n${reindent(body, '    ', '    ')}`;
  }
  return undefined;
}

/** From the line that defines the function to the first line after it that is prose. */
function fromDefinition(text: string, name: string): string | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => new RegExp(`^def\\s+(?:${name}|solution|sol)\\b`).test(line));
  if (start === -1) return undefined;
  const rest = lines.slice(start + 1);
  const length = rest.findIndex(
    (line) => /^\S/.test(line) && !/^[)\]}#@]|^(?:def|class|import|from)\b/.test(line),
  );
  return lines.slice(start, length === -1 ? lines.length : start + 1 + length).join('\n');
}

function asValue(text: string): string | undefined {
  const bare = withoutTypesetting(text)
    .replace(/^(?:return\s+|[A-Za-z_]\w*\s*(?::[^=\n]+)?=(?!=)\s*)/, '')
    .replace(/[ \t]*#[^\n"']*$/, '')
    .trim();
  const kept = /^[rbu]?["']/i.test(text.trim()) ? text.trim() : bare;
  return startsValue.test(kept) && isOneLogicalLine(kept) ? kept : undefined;
}

/** How Python values begin: brackets, quotes, numbers, constants, calls. A word alone is prose. */
const startsValue = /^(?:[[({"'\d.+-]|[rbu]{1,2}["']|(?:True|False|None)\b|lambda\b|[A-Za-z_][\w.]*\()/i;

const afterWords = (text: string): string | undefined =>
  /\b(?:answer|solution|value|result)\b[^\n:=]*?(?:\bis\b|[:=])\s*(\S[^\n]*?)\.?$/im.exec(text)?.[1];
