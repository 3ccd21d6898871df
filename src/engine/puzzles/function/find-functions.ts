import type { Puzzle } from '../puzzle.ts';
import { baseName, lineEnd, type PuzzleDocument } from '../puzzle-document.ts';
import { functionShape } from '../python-source/function-shape.ts';
import { indentUnit } from '../python-source/indent-unit.ts';
import type { Module } from '../python-source/top-level.ts';
import type { FunctionTests } from './check-function.ts';
import { functionPuzzle } from './function-puzzle.ts';
import { readTestFile, type TestFile } from './test-file.ts';

/** The tests beside `wallet.py`: `test_wallet.py` and `wallet_test.py`. */
export function testFilesBeside(document: PuzzleDocument): TestFile[] {
  const stem = baseName(document.name).replace(/\.py$/, '');
  if (isTestName(stem) || !document.siblings) return [];
  return [`test_${stem}.py`, `${stem}_test.py`].flatMap((name) => {
    const text = document.siblings?.(name);
    return text === undefined ? [] : [readTestFile(name, text)];
  });
}

/** The functions at the margin of a document that have doctest examples, or tests in a file beside it. */
export function findFunctions(
  document: PuzzleDocument,
  module: Module,
  tests: readonly TestFile[],
): Puzzle[] {
  const stem = baseName(document.name).replace(/\.py$/, '');
  if (isTestName(stem)) return [];
  const last = new Map(module.statements.map((one, index) => [one.name, index]));
  const modules = new Map<string, string>();
  return module.statements.flatMap((statement, index) => {
    const name = statement.name;
    // Of two functions of one name, tests meet the last.
    if (statement.keyword !== 'def' || name === undefined || last.get(name) !== index) return [];
    const shape = functionShape(module.text, statement);
    if (!shape || /^(?:sat|solution)(?:_|$)/.test(name)) return [];
    const { docstring } = shape;
    const examples = docstring ? exampleCount(module.text.slice(docstring.start, docstring.end)) : 0;
    const bearing = tests
      .map((file) => ({ name: file.name, text: file.text, all: file.tests, run: file.reaching(name) }))
      .filter(({ run }) => run.length > 0);
    if (examples === 0 && bearing.length === 0) return [];
    if (modules.size === 0) {
      for (const [file, text] of importedSiblings(document, [module.text, ...tests.map((one) => one.text)])) {
        modules.set(file, text);
      }
    }
    const subject: FunctionTests = {
      text: module.text,
      statement,
      shape,
      lineEnd: lineEnd(module.text),
      unit: shape.indent ?? indentUnit(module),
      name,
      moduleName: /^[\p{L}_][\p{L}\p{N}_]*$/u.test(stem) ? stem : 'document',
      examples,
      tests: bearing,
      modules: Object.fromEntries(modules),
    };
    return [functionPuzzle(`function:${name}`, subject)];
  });
}

const isTestName = (stem: string): boolean => stem.startsWith('test_') || stem.endsWith('_test');

/** Examples as doctest counts them: prompts that are not blank and no comment alone. */
function exampleCount(docstring: string): number {
  return docstring
    .split(/\r\n|\r|\n/)
    .filter((line) => /^(?:[rRuU]?(?:"""|'''|"|'))?[ \t]*>>> +(?!#)(?!(?:"""|'''|"|')$)\S/.test(line)).length;
}

/** The modules of the same folder that these texts import, and those that they import in turn. */
function importedSiblings(document: PuzzleDocument, texts: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const own = baseName(document.name);
  const waiting = [...texts];
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const match of text.matchAll(/^[ \t]*(?:import|from)[ \t]+([\p{L}_][\p{L}\p{N}_]*)/gmu)) {
      const file = `${match[1] ?? ''}.py`;
      if (file === own || found.has(file)) continue;
      const sibling = document.siblings?.(file);
      if (sibling === undefined) continue;
      found.set(file, sibling);
      waiting.push(sibling);
    }
  }
  return found;
}
