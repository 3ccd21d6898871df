import { z } from 'zod';
import type { PythonAnswer } from '../../python/python-run.ts';
import functionCalls from '../python-check/function-calls.py';
import functionTests from '../python-check/function-tests.py';
import plain from '../python-check/plain.py';
import pytestStub from '../python-check/pytest-stub.py';
import { readReport, withoutReport } from '../python-check/read-report.ts';
import type { CheckLimits, RunPython } from '../puzzle.ts';
import { verdict, type Verdict } from '../verdict.ts';
import { type FunctionPlace, withBody, withoutBody } from './function-source.ts';

/** What is tested, and by what. */
export interface FunctionTests extends FunctionPlace {
  readonly name: string;
  /** The name under which tests import the document. */
  readonly moduleName: string;
  /** How many doctest examples the docstring has. */
  readonly examples: number;
  readonly tests: readonly {
    readonly name: string;
    readonly text: string;
    /** Every test that the file has. */
    readonly all: readonly string[];
    /** Those that bear on this function. */
    readonly run: readonly string[];
  }[];
  /** Other modules of the folder that document or tests import: file name → text. */
  readonly modules: Readonly<Record<string, string>>;
}

const callSchema = z.object({ args: z.string(), kwargs: z.string() });
const resultSchema = z.object({
  kind: z.enum(['value', 'argument', 'iterator', 'raised', 'not-plain']),
  value: z.string(),
  type: z.string().optional(),
  more: z.boolean(),
  printed: z.string(),
  after: z.string().nullable(),
});
const callsReport = z.object({ problem: z.string().nullable(), results: z.array(resultSchema) });
const testsReport = z.object({
  problem: z
    .object({
      kind: z.enum(['unsupported', 'unseparable', 'broken']),
      message: z.string(),
      line: z.number().int().nullish(),
    })
    .nullable(),
  checks: z.array(
    z.object({
      name: z.string(),
      file: z.string().nullable(),
      line: z.number().int().nullable(),
      message: z.string().nullable(),
    }),
  ),
  collected: z.array(z.array(z.string())),
  calls: z.array(callSchema),
  missed: z.boolean(),
});
type TestsReport = z.infer<typeof testsReport>;
type Call = z.infer<typeof callSchema>;

const outputLimit = 5_000_000;
/** How often the recorded calls may turn out not to be those that the tests make. */
const mostRounds = 4;

/**
 * Checks a body by the function's doctest examples and tests.
 *
 * 1. Rehearsal: tests and answer in one interpreter. Failing there is failing; passing there proves nothing, since
 *    the answer's code could have tampered with the tests. What it yields is the list of calls that the tests make.
 * 2. Calls: the answer alone makes those calls; what comes back is data.
 * 3. Judgement: the tests alone, in a pristine interpreter, with a stand-in that replays the data. Only this can
 *    say `solved`, and only if every test that the files hold was run and every call was on record; where the
 *    tests make other calls than recorded, 2 and 3 are done again for those.
 */
export async function checkFunction(
  subject: FunctionTests,
  body: string,
  run: RunPython,
  limits: CheckLimits,
): Promise<Verdict> {
  const answered = withBody(subject, body);
  const ask = (code: string, files: Record<string, string>): Promise<PythonAnswer> =>
    run({
      code: `${plain}\n\n${code}`,
      timeLimitMs: limits.timeLimitMs,
      outputLimit,
      files: { ...subject.modules, ...files },
    });
  const test = (mode: 'rehearse' | 'judge', document: string, table: unknown[]): Promise<PythonAnswer> =>
    ask(`${pytestStub}\n\n${functionTests}`, {
      'job.json': JSON.stringify({ ...jobOf(subject), mode, table }),
      'document.txt': document,
      'blank.txt': withoutBody(subject),
      ...Object.fromEntries(subject.tests.map(({ text }, index) => [`tests-${index}.txt`, text])),
    });

  const rehearsed = await test('rehearse', answered, []);
  const rehearsal = readReport(rehearsed, testsReport);
  if (rehearsal === undefined) {
    return verdict(
      'wrong',
      `With this answer, the tests' program ${withoutReport(rehearsed, limits.timeLimitMs)}.`,
    );
  }
  if (rehearsal.problem?.kind === 'broken') {
    // Whose fault is it? Without the answer, the document and its tests must load.
    const alone = readReport(await test('judge', withoutBody(subject), []), testsReport);
    const own = alone?.problem?.kind === 'broken' ? problemOf(alone.problem) : undefined;
    return (
      own ?? verdict('wrong', `With this answer, the document cannot be loaded: ${rehearsal.problem.message}`)
    );
  }
  const failed = problemOf(rehearsal.problem) ?? failureOf(rehearsal);
  if (failed) return failed;

  let calls: Call[] = rehearsal.calls;
  for (let round = 0; round < mostRounds; round++) {
    const made = await ask(functionCalls, {
      'job.json': JSON.stringify({ ...jobOf(subject), calls }),
      'document.txt': answered,
    });
    const results = readReport(made, callsReport);
    if (results?.problem !== null || results.results.length !== calls.length) {
      const how = results?.problem ?? withoutReport(made, limits.timeLimitMs);
      return verdict('wrong', `By itself, without the tests, ${subject.name}() ${how}.`);
    }
    const odd = results.results.findIndex((result) => result.kind === 'not-plain');
    if (odd !== -1) return notPlain(subject, calls[odd], results.results[odd]);
    const table = results.results.map((result, index) => ({ call: calls[index], result }));
    const judged = await test('judge', withoutBody(subject), table);
    const judgement = readReport(judged, testsReport);
    if (judgement === undefined) {
      return verdict('error', `The tests' program ${withoutReport(judged, limits.timeLimitMs)}.`);
    }
    if (!judgement.missed) return judgementOf(subject, judgement);
    calls = judgement.calls;
  }
  return verdict(
    'wrong',
    `Whenever the tests run, ${subject.name}() is called otherwise than before, so that its results cannot be told from the tests.`,
  );
}

function jobOf(subject: FunctionTests): Record<string, unknown> {
  return {
    name: subject.name,
    module: subject.moduleName,
    line: subject.statement.line,
    docstring_line: subject.examples > 0 ? (subject.shape.docstring?.line ?? null) : null,
    tests: subject.tests.map(({ name, run }) => ({ name, module: name.replace(/\.py$/, ''), run })),
  };
}

function judgementOf(subject: FunctionTests, report: TestsReport): Verdict {
  const problem = problemOf(report.problem) ?? failureOf(report);
  if (problem) return problem;
  // Every example and test that can be read in the files must have been run; anything else is no verdict.
  const ran = report.checks.length;
  const expected = subject.examples + subject.tests.reduce((sum, { run }) => sum + run.length, 0);
  const missing = subject.tests.some(
    ({ all }, index) => [...all].sort().join() !== [...(report.collected[index] ?? [])].sort().join(),
  );
  if (ran !== expected || missing) {
    return verdict('error', `${ran} examples and tests ran, where ${expected} were found in the files.`);
  }
  return {
    ...verdict('solved', solvedMessage(subject)),
    details: report.checks.map(({ name }) => `${name} passes`),
  };
}

function solvedMessage({ examples, tests }: FunctionTests): string {
  const count = tests.reduce((sum, { run }) => sum + run.length, 0);
  const parts = [
    ...(examples > 0 ? [`${examples} example${examples > 1 ? 's' : ''}`] : []),
    ...(count > 0 ? [`${count} test${count > 1 ? 's' : ''}`] : []),
  ];
  return `${parts.join(' and ')} passed.`;
}

function failureOf(report: TestsReport): Verdict | undefined {
  const failures = report.checks.filter((check) => check.message !== null);
  const first = failures[0];
  if (!first) return undefined;
  return {
    ...verdict('wrong', `${first.name} fails: ${first.message ?? ''}`),
    ...(first.line !== null && first.line > 0 && { line: first.line }),
    ...(first.file !== null && { file: first.file }),
    details: failures.map(({ name, message }) => `${name} fails: ${message ?? ''}`),
  };
}

function problemOf(problem: TestsReport['problem']): Verdict | undefined {
  if (problem === null) return undefined;
  const line = typeof problem.line === 'number' && problem.line > 0 ? { line: problem.line } : {};
  switch (problem.kind) {
    case 'unsupported':
      return verdict('error', `The tests use ${problem.message}, which is not supported.`);
    case 'unseparable':
      return verdict('error', `The tests cannot be kept apart from the answer: ${problem.message}.`);
    case 'broken':
      return {
        ...verdict('error', `The document or its tests cannot be loaded: ${problem.message}`),
        ...line,
      };
  }
}

function notPlain(
  subject: FunctionTests,
  call: Call | undefined,
  result: z.infer<typeof resultSchema> | undefined,
): Verdict {
  const type = result?.type ?? 'object';
  const shown = `${subject.name}${call?.args ?? '()'}`.slice(0, 200);
  // A class of the document is the puzzle's own idea; results of such classes cannot be kept apart from the answer.
  const own = new RegExp(`^class[ \\t]+${type.split('.').at(-1) ?? ''}\\b`, 'm').test(withoutBody(subject));
  return own
    ? verdict(
        'error',
        `${shown} gives a ${type}: only plain data can be kept apart from the answer, so this cannot be checked.`,
      )
    : verdict(
        'wrong',
        `${shown} gives a ${type}, where only plain data can be compared (${result?.value ?? ''}).`,
      );
}
