import { readModule, type Module, type TopLevel } from '../python-source/top-level.ts';

/** A pytest file beside a document, as far as it can be told without running it. */
export interface TestFile {
  readonly name: string;
  readonly text: string;
  /** Every test: `test_name`, or `TestClass::test_name`. A name that is given twice counts once, as in Python. */
  readonly tests: readonly string[];
  /** The tests that reach a name of the document: they mention it, or something of the file that does. */
  reaching(name: string): string[];
}

const methodName = /^(?:async[ \t]+)?def[ \t]+(test\w*)/;

export function readTestFile(name: string, text: string): TestFile {
  const module = readModule(text);
  const byTest = new Map<string, string>();
  const support: TopLevel[] = [];
  for (const one of module.statements) {
    if (one.keyword === 'def' && one.name?.startsWith('test')) byTest.set(one.name, code(module, one));
    else if (one.keyword === 'class' && one.name?.startsWith('Test')) {
      for (const method of methods(module, one)) byTest.set(`${one.name}::${method}`, code(module, one));
    } else support.push(one);
  }
  return {
    name,
    text,
    tests: [...byTest.keys()],
    reaching: (wanted) => {
      const names = reachingNames(module, support, wanted);
      if (names === undefined) return [...byTest.keys()];
      return [...byTest].filter(([, body]) => mentions(body, names)).map(([test]) => test);
    },
  };
}

function methods(module: Module, one: TopLevel): string[] {
  const [, ...inner] = one.lines;
  const indent = inner[0]?.indent;
  return inner
    .filter((line) => line.indent === indent)
    .flatMap((line) => methodName.exec(module.text.slice(line.code, line.end))?.[1] ?? []);
}

/** The name and the helpers that mention it; undefined where the file itself uses it as it is loaded. */
function reachingNames(
  module: Module,
  support: readonly TopLevel[],
  wanted: string,
): Set<string> | undefined {
  const names = new Set([wanted]);
  for (let size = 0; size < names.size;) {
    size = names.size;
    for (const one of support) {
      if (!mentions(code(module, one), names)) continue;
      if (one.keyword === 'def' || one.keyword === 'class') names.add(one.name ?? '');
      else if (one.keyword === 'import' || one.keyword === 'from') addAlias(code(module, one), wanted, names);
      else return undefined;
    }
  }
  return names;
}

/** `from wallet import change as give` makes `give` a name for it too. */
function addAlias(statement: string, wanted: string, names: Set<string>): void {
  const alias = new RegExp(`\\b${wanted}[ \\t]+as[ \\t]+(\\w+)`).exec(statement)?.[1];
  if (alias !== undefined) names.add(alias);
}

const code = (module: Module, one: TopLevel): string => module.text.slice(one.start, one.end);

function mentions(text: string, names: ReadonlySet<string>): boolean {
  return (text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).some((word) => names.has(word));
}
