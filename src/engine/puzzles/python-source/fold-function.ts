import { functionShape } from './function-shape.ts';
import { reindent } from './reindent.ts';
import { readModule, type Module, type TopLevel } from './top-level.ts';

/** One function taken out of an answer's code, with all it needs inside it. */
export interface FoldedFunction {
  /** `def name(…):` as the answer has it. */
  readonly header: string;
  /** Imports, helpers and constants that stood beside the function, then its own body; not indented, `\n` line ends. */
  readonly body: string;
  /** The part of `body` that is its docstring, where the answer has one. */
  readonly docstring?: string;
}

/**
 * Makes one function of an answer that brings helpers: what stands beside the function moves into it, so that an
 * answer adds one name to a document and replaces none. Of several functions of that name the last counts.
 *
 * @param dropped names whose definitions are left out (the puzzle's own, repeated by the model)
 * @returns undefined where the code has no finished function of that name
 */
export function foldFunction(source: string, name: string, dropped: RegExp): FoldedFunction | undefined {
  const module = readModule(source.replace(/\r\n?/g, '\n'));
  const main = module.statements.findLast((one) => one.keyword === 'def' && one.name === name);
  const shape = main && functionShape(module.text, main);
  if (!main || !shape) return undefined;
  const beside = module.statements.filter((one) => one !== main && isPart(module, one, name, dropped));
  const docstring = shape.docstring && module.text.slice(shape.docstring.start, shape.docstring.end);
  const own = ownBody(module, shape.body, shape.indent);
  if (own === '' && beside.length === 0 && docstring === undefined) return undefined;
  const body = [...beside.map((one) => module.text.slice(one.start, one.end)), own].filter(
    (part) => part !== '',
  );
  return {
    header: module.text.slice(main.head, shape.headerEnd),
    body: body.join('\n'),
    ...(docstring !== undefined && { docstring }),
  };
}

function ownBody(module: Module, body: { start: number; end: number }, indent: string | undefined): string {
  const code = module.text.slice(body.start, body.end);
  // Behind a colon or a docstring on the same line, statements are parted by semicolons.
  if (indent === undefined || module.text[body.start - 1] !== '\n')
    return code.replace(/^[\s;]+/, '').trimEnd();
  return reindent(code, '', '    ').trimEnd();
}

/** Whether a statement beside the function is something that it may need, and no demonstration of its use. */
function isPart(module: Module, one: TopLevel, name: string, dropped: RegExp): boolean {
  const code = module.text.slice(one.head, one.end);
  switch (one.keyword) {
    case 'def':
    case 'class':
      return one.name !== name && !dropped.test(one.name ?? '');
    case 'import':
      return true;
    case 'from':
      return !code.includes('__future__');
    case 'assert':
    case 'print':
    case 'if':
    case 'return':
      return false;
    default:
      return /^[\w\s,.*()[\]:]+[+\-*/|]?=(?!=)/.test(code) && !new RegExp(`\\b${name}\\s*\\(`).test(code);
  }
}
