import { createTwoFilesPatch } from 'diff';
import { readFileSync } from 'node:fs';
import { solveInputSchema, type SolveOutput } from '../engine/conductor/solve-program.ts';
import { parseMoment } from '../engine/moments.ts';
import { readJournal } from '../engine/runs/read-journal.ts';
import { Divergence } from '../engine/runs/errors.ts';
import type { Header } from '../engine/runs/moment.ts';
import type { Run, RunObserver } from '../engine/runs/run.ts';
import { UserError } from '../engine/user-error.ts';
import type { ExitCode, Invocation } from './command.ts';
import { RunProgress } from './run-progress.ts';
import { openModels, openPython, openSolve, sessionTools, workspacePrompts } from './services.ts';

type Program = ReturnType<typeof openSolve>;

/** Goes on with a run that exists, resumed or forked, and shows what comes of it. */
export async function goOn(
  invocation: Invocation,
  path: string,
  begin: (program: Program, observer: RunObserver) => Run<SolveOutput>,
): Promise<ExitCode> {
  const { terminal, workspace, signal } = invocation;
  const header = headerOf(path);
  if (header.program.name !== 'solve' || !solveInputSchema.safeParse(header.input).success) {
    throw new UserError(
      'no-such-program',
      `The run was made by the program "${header.program.name}", which the command line does not know.`,
    );
  }
  const python = openPython(process.env);
  try {
    const tools = sessionTools(openModels(workspace, process.env), python);
    const progress = new RunProgress(terminal);
    const run = begin(openSolve(await workspacePrompts(workspace), tools), progress);
    const cancel = (): void => {
      run.cancel('cancelled with Ctrl-C');
    };
    signal.addEventListener('abort', cancel);
    const outcome = await run.outcome.catch((error: unknown) => {
      if (error instanceof Divergence) terminal.print(differenceText(error));
      throw error;
    });
    signal.removeEventListener('abort', cancel);
    const { asked, recalled, reusedBefore, reusedAfter } = run.counts;
    terminal.print(
      `${run.id}: ${outcome.outcome}. Asked ${asked}, from its own journal ${recalled}, from its parent's ${reusedBefore} before the change and ${reusedAfter} after it.`,
    );
    if (outcome.outcome === 'done') {
      const { verdict, answer, finalAnswer } = outcome.output;
      terminal.print(verdict ? `${verdict.outcome}: ${verdict.message}` : (finalAnswer ?? 'no answer'));
      if (answer !== undefined) terminal.print(answer);
    } else if (outcome.outcome === 'failed') terminal.print(`${outcome.error.message} ${outcome.error.hint}`);
    else terminal.print(`${outcome.reason}. Go on with \`baton runs resume ${run.id}\`.`);
    terminal.result({ run: run.id, journal: run.journal, counts: run.counts, spent: run.spent, ...outcome });
    const right = outcome.outcome === 'done' && (outcome.output.verdict?.outcome ?? 'solved') === 'solved';
    return right ? 0 : 1;
  } finally {
    await python.close();
  }
}

/** What the journal says was asked, and what would be asked now, line by line. */
function differenceText({ address, was, now }: Divergence): string {
  const text = (value: unknown): string => `${JSON.stringify(value, null, 2).replaceAll('\\n', '\n')}\n`;
  return createTwoFilesPatch(`${address}, in the journal`, `${address}, now`, text(was), text(now), '', '', {
    context: 2,
  });
}

function headerOf(path: string): Header {
  const first = readJournal(path, parseMoment).next();
  if (first.done || first.value.moment.kind !== 'run')
    throw new UserError('journal-empty', `${path} holds no run.`);
  return first.value.moment;
}

/** The JSON or text that an option gives: the contents of a file when it begins with `@`. */
export function optionText(value: string): string {
  if (!value.startsWith('@')) return value;
  try {
    return readFileSync(value.slice(1), 'utf8');
  } catch (cause) {
    throw new UserError('file-unreadable', `${value.slice(1)} cannot be read.`, 'Check the path.', { cause });
  }
}
