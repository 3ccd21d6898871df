import { fences, finalAnswerText } from '../final-answer.ts';
import { foldFunction } from '../python-source/fold-function.ts';
import { readModule } from '../python-source/top-level.ts';
import { reindent } from '../python-source/reindent.ts';

/**
 * The body of a function in a final answer, helpers and imports folded in, without signature and docstring (the
 * document has them). Taken from the last fence that defines the function, else from the text itself; a last fence
 * that only holds statements with a `return` is a body already.
 */
export function extractBody(finalAnswer: string, name: string): string | undefined {
  const text = finalAnswerText(finalAnswer);
  const blocks = fences(text);
  for (const code of [...blocks.map((block) => block.text).reverse(), fromDefinition(text, name)]) {
    const folded = code === undefined ? undefined : foldFunction(code, name, /^$/);
    if (folded && folded.body !== '') return folded.body;
  }
  const last = blocks.at(-1)?.text ?? text;
  return isBody(last) ? reindent(last, '', '    ').replace(/^\n+|\s+$/g, '') : undefined;
}

/** Statements that could stand in a function: a return or a yield at their own margin, or deeper. */
function isBody(code: string): boolean {
  const { statements } = readModule(reindent(code, '', '    '));
  if (statements.some((one) => one.keyword === 'def'))
    return statements.some((one) => one.keyword === 'return');
  return statements.length > 0 && /^[ \t]*(?:return|yield|raise|pass)\b/m.test(code);
}

/** From the first line that imports or defines something to the end of the code. */
function fromDefinition(text: string, name: string): string | undefined {
  if (!new RegExp(`^(?:async[ \\t]+)?def[ \\t]+${name}\\b`, 'm').test(text)) return undefined;
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^(?:import|from|def|async def|class|@)\b|^@/.test(line));
  const rest = lines.slice(start + 1);
  const length = rest.findIndex(
    (line) => /^\S/.test(line) && !/^[)\]}#@]|^(?:def|class|import|from|async)\b|^[A-Z_]\w*\s*=/.test(line),
  );
  return lines.slice(start, length === -1 ? lines.length : start + 1 + length).join('\n');
}
