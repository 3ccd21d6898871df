import { z } from 'zod';
import plain from '../python-check/plain.py';
import judge from '../python-check/puzzle-judge.py';
import value from '../python-check/puzzle-value.py';
import { readReport, withoutReport } from '../python-check/read-report.ts';
import type { CheckLimits, RunPython } from '../puzzle.ts';
import { verdict, type Verdict } from '../verdict.ts';

const problemFields = { message: z.string(), line: z.number().int().nullable() };
const valueReport = z.union([
  z.object({ value: z.string() }),
  z.object({ problem: z.enum(['syntax', 'shape', 'puzzle', 'raised', 'not-plain']), ...problemFields }),
]);
const judgeReport = z.union([
  z.object({ passed: z.literal(true) }),
  z.object({ problem: z.enum(['puzzle', 'not-plain', 'type', 'raised', 'refused']), ...problemFields }),
]);

/** A `sat` puzzle as its check needs it. Lines of `source` are lines of the document. */
export interface SatSource {
  /** The document up to the puzzle and with the helpers below it, without any solution. */
  readonly source: () => string;
  readonly satName: string;
  readonly solutionName: string;
}

/** Room for the longest value that is reported (plain.py), in output and in escapes. */
const outputLimit = 5_000_000;

/**
 * Checks an answer in two programs. In the first, the answer's code computes a value, which leaves as a literal.
 * In the second, a pristine interpreter that never met the code reads the literal as data, compares it with the
 * declared type and calls the original `sat`. So nothing that the code does to its interpreter bears on the verdict.
 */
export async function checkSolution(
  puzzle: SatSource,
  answer: string,
  run: RunPython,
  limits: CheckLimits,
): Promise<Verdict> {
  const request = { timeLimitMs: limits.timeLimitMs, outputLimit };
  const computed = await run({
    ...request,
    code: `${plain}\n\n${value}`,
    files: { 'name.txt': puzzle.solutionName, 'answer.txt': answer, 'puzzle.txt': puzzle.source() },
  });
  const made = readReport(computed, valueReport);
  if (made === undefined) {
    return verdict(
      'wrong',
      `${puzzle.solutionName}() ${withoutReport(computed, limits.timeLimitMs)}.`,
      ...printed(computed.stderr),
    );
  }
  if ('problem' in made) {
    switch (made.problem) {
      case 'syntax':
        return verdict('unparseable', `The answer is no Python: ${made.message}`);
      case 'shape':
        return verdict(
          'unparseable',
          `There must be one function ${puzzle.solutionName}(), and nothing else.`,
        );
      case 'puzzle':
        return { ...verdict('error', `The puzzle itself fails: ${made.message}`), ...atLine(made.line) };
      case 'raised':
        return verdict('wrong', `${puzzle.solutionName}() raised ${made.message}`);
      case 'not-plain':
        return verdict(
          'wrong',
          `${puzzle.solutionName}() gave something that is no plain data: ${made.message}.`,
        );
    }
  }
  const judged = await run({
    ...request,
    code: `${plain}\n\n${judge}`,
    files: { 'name.txt': puzzle.satName, 'value.txt': made.value, 'puzzle.txt': puzzle.source() },
  });
  return judgement(puzzle, made.value, readReport(judged, judgeReport), () =>
    withoutReport(judged, limits.timeLimitMs),
  );
}

function judgement(
  { satName, solutionName }: SatSource,
  value: string,
  report: z.infer<typeof judgeReport> | undefined,
  noReport: () => string,
): Verdict {
  const given = value.length > 200 ? `${value.slice(0, 200)}…` : value;
  const call = `${satName}(${given})`;
  if (report === undefined) return verdict('wrong', `${call} ${noReport()}.`);
  if ('passed' in report) return verdict('solved', `${call} is True.`);
  switch (report.problem) {
    case 'puzzle':
      return { ...verdict('error', `The puzzle itself fails: ${report.message}`), ...atLine(report.line) };
    case 'not-plain':
      return verdict('wrong', `${solutionName}() gave no value that can be read back: ${report.message}.`);
    case 'type':
      return verdict('wrong', `${solutionName}() gave ${given}, which is no ${report.message}.`);
    case 'raised':
      return {
        ...verdict('wrong', `${call} raised ${report.message || 'an exception'}`),
        ...atLine(report.line),
      };
    case 'refused':
      return verdict('wrong', `${call} is ${report.message}, not True.`);
  }
}

const atLine = (line: number | null): { line?: number } => (line === null || line < 1 ? {} : { line });
const printed = (text: string): string[] => (text.trim() === '' ? [] : [text.trim().slice(0, 2_000)]);
