import type { Puzzle } from '../puzzle.ts';
import { lineEnd, type PuzzleDocument } from '../puzzle-document.ts';
import { firstAnnotation, functionShape } from '../python-source/function-shape.ts';
import { indentUnit } from '../python-source/indent-unit.ts';
import type { Module, TopLevel } from '../python-source/top-level.ts';
import { satPuzzle } from './sat-puzzle.ts';

const satName = /^sat(?:_\w+)?$/;
/** More of a document than this is not shown to a model. */
const mostShown = 20_000;
const solutionName = /^solution(?:_\w+)?$/;

/**
 * The P3 puzzles of a Python document: every top-level `sat` or `sat_NAME`, answered by the `solution` or
 * `solution_NAME` that follows it (before the next function of its name).
 */
export function findSat(document: PuzzleDocument, module: Module): Puzzle[] {
  const ordinals = new Map<string, number>();
  const puzzles: Puzzle[] = [];
  module.statements.forEach((sat, index) => {
    const name = sat.name;
    if (sat.keyword !== 'def' || sat.isAsync || name === undefined || !satName.test(name)) return;
    const shape = functionShape(module.text, sat);
    if (!shape || shape.body.start === shape.body.end) return;
    const ordinal = (ordinals.get(name) ?? 0) + 1;
    ordinals.set(name, ordinal);
    const solution = name.replace('sat', 'solution');
    const standing = solutionOf(module, index, name, solution);
    const declared = firstAnnotation(module.text, sat, shape);
    const source = (): string => sourceFor(module, index);
    puzzles.push(
      satPuzzle({
        id: `p3:${name}${ordinal > 1 ? `#${ordinal}` : ''}`,
        title: name,
        range: { start: sat.start, end: sat.end },
        line: sat.line,
        source,
        satName: name,
        solutionName: solution,
        shown: () => {
          const whole = source();
          return whole.length <= mostShown ? whole : module.text.slice(sat.start, sat.end);
        },
        ...(declared !== undefined && { declared }),
        document: {
          solution: standing
            ? { start: standing.start, end: standing.end }
            : { start: sat.end, end: sat.end },
          text: module.text,
          lineEnd: lineEnd(document.text),
          unit: indentUnit(module),
        },
      }),
    );
  });
  return puzzles;
}

function solutionOf(module: Module, sat: number, name: string, solution: string): TopLevel | undefined {
  for (const one of module.statements.slice(sat + 1)) {
    if (one.keyword !== 'def') continue;
    if (one.name === name) return undefined;
    if (one.name === solution) return one;
  }
  return undefined;
}

/**
 * The module as a check runs it: all up to the puzzle and the definitions below it, without solutions and without
 * statements that call one. What is left out keeps its line ends, so that lines stay those of the document.
 */
function sourceFor(module: Module, sat: number): string {
  const { text, statements } = module;
  const name = statements[sat]?.name;
  let source = '';
  let at = 0;
  statements.forEach((one, index) => {
    source += text.slice(at, one.start);
    const code = text.slice(one.start, one.end);
    source += belongs(one, index - sat, name, code) ? code : code.replace(/[^\r\n]/g, '');
    at = one.end;
  });
  return source;
}

function belongs(one: TopLevel, distance: number, satName: string | undefined, code: string): boolean {
  if (distance === 0) return true;
  switch (one.keyword) {
    case 'def':
    case 'class':
      return one.name !== satName && !solutionName.test(one.name ?? '');
    case 'import':
    case 'from':
      return true;
    default:
      return distance < 0 && !/\bsolution(?:_\w+)?\s*\(/.test(code);
  }
}
