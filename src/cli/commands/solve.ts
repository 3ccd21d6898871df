import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { CapturedPuzzle } from '../../engine/conductor/capture-puzzles.ts';
import { estimateSessions } from '../../engine/conductor/estimate-session.ts';
import { scaffoldNames, scaffoldNameSchema } from '../../engine/conductor/scaffold.ts';
import { publishedSettings, type SessionSettings } from '../../engine/conductor/settings.ts';
import type { SolveOutput } from '../../engine/conductor/solve-program.ts';
import type { Outcome } from '../../engine/runs/run.ts';
import { startRun } from '../../engine/runs/start-run.ts';
import { formatProportion, wilson } from '../../engine/statistics/wilson.ts';
import { UserError } from '../../engine/user-error.ts';
import { capOptions, count, positive, readCaps } from '../caps.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { applyEdit } from '../apply-edit.ts';
import { readPuzzleFile } from '../puzzle-file.ts';
import { RunProgress } from '../run-progress.ts';
import { openModels, openPython, openSolve, sessionTools, workspacePrompts } from '../services.ts';

/** `baton solve`: puts the puzzles of a file to a model, and shows only answers that were checked right. */
export const solve: Command = {
  name: 'solve',
  usage: 'FILE --model REF',
  summary: 'Solve the puzzles of a file; every answer shown was checked by running it.',
  options: {
    model: { type: 'string' },
    'expert-model': { type: 'string' },
    scaffold: { type: 'string' },
    'no-python': { type: 'boolean' },
    puzzle: { type: 'string' },
    limit: { type: 'string' },
    temperature: { type: 'string' },
    'reply-tokens': { type: 'string' },
    seed: { type: 'string' },
    apply: { type: 'boolean' },
    ...capOptions,
  },
  run: runSolve,
};

async function runSolve(invocation: Invocation): Promise<ExitCode> {
  const { positionals, values, terminal, workspace } = invocation;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UserError('bad-usage', 'baton solve takes one file.');
  const settings = readSettings(values);
  const scaffold = readScaffold(values.scaffold);
  const caps = readCaps(values);
  const path = resolve(workspace, file);
  const puzzles = choose(readPuzzleFile(path), values);

  const models = openModels(workspace, process.env);
  const nature = models.open(settings.conductor).nature;
  models.open(settings.expert);
  const python = openPython(process.env);
  const program = openSolve(await workspacePrompts(workspace), sessionTools(models, python));
  if (nature === 'real') logEstimate(invocation, settings, scaffold, puzzles.length);
  else terminal.log(`The model is ${nature}: what it says was not inferred now.`);

  const solved: SolvedPuzzle[] = [];
  try {
    for (const { puzzle, source } of puzzles) {
      if (invocation.signal.aborted) break;
      terminal.log(`${puzzle.title} (${relative(workspace, path)}:${puzzle.line})`);
      const progress = new RunProgress(terminal);
      const run = startRun(
        program,
        { task: { puzzle: source }, scaffold, settings },
        {
          workspace,
          title: `${puzzle.title} · ${scaffold}`,
          caps,
          observer: progress,
        },
      );
      const cancel = (): void => {
        run.cancel('cancelled with Ctrl-C');
      };
      invocation.signal.addEventListener('abort', cancel);
      const outcome = await run.outcome;
      invocation.signal.removeEventListener('abort', cancel);
      const { promptTokens, completionTokens, cost, activeMs, calls } = progress.tree.totals;
      const spent = { calls, promptTokens, completionTokens, cost, activeMs };
      solved.push({ id: puzzle.id, title: puzzle.title, run: run.id, outcome, spent, nature });
      show(invocation, puzzle.title, run.id, outcome);
      if (values.apply === true) apply(invocation, path, puzzle.id, outcome);
    }
  } finally {
    await python.close();
  }
  return report(invocation, path, solved, { scaffold, model: settings.conductor, nature });
}

interface SolvedPuzzle {
  readonly id: string;
  readonly title: string;
  readonly run: string;
  readonly nature: string;
  readonly outcome: Outcome<SolveOutput>;
  readonly spent: Readonly<Record<string, number>>;
}

function readSettings(values: Invocation['values']): SessionSettings {
  const model = values.model ?? process.env.BATON_MODEL;
  if (typeof model !== 'string') {
    throw new UserError(
      'bad-usage',
      'No model is named.',
      'Name one with --model, such as http://127.0.0.1:11434/v1#NAME (`baton models find` looks for local servers), or in the variable BATON_MODEL.',
    );
  }
  const published = publishedSettings(model);
  const temperature = values.temperature;
  const seed = values.seed;
  return {
    ...published,
    ...(typeof values['expert-model'] === 'string' ? { expert: values['expert-model'] } : {}),
    ...(temperature === undefined ? {} : { temperature: nonNegative(temperature, 'temperature') }),
    ...(seed === undefined ? {} : { seed: Math.trunc(nonNegative(seed, 'seed')) }),
    maxTokens: count(values, 'reply-tokens') ?? published.maxTokens,
    python: values['no-python'] !== true,
  };
}

function nonNegative(text: unknown, name: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new UserError('bad-usage', `--${name} takes a number of at least 0, not ${JSON.stringify(text)}.`);
}

function readScaffold(value: unknown): SolveScaffold {
  const name = scaffoldNameSchema.safeParse(value ?? 'meta');
  if (name.success) return name.data;
  throw new UserError(
    'bad-usage',
    `There is no scaffold ${JSON.stringify(value)}.`,
    `There are ${scaffoldNames.join(', ')}.`,
  );
}
type SolveScaffold = (typeof scaffoldNames)[number];

function choose(puzzles: CapturedPuzzle[], values: Invocation['values']): CapturedPuzzle[] {
  const id = values.puzzle;
  if (id === undefined) return puzzles.slice(0, positive(values, 'limit') ?? Infinity);
  const chosen = puzzles.filter(({ puzzle }) => puzzle.id === id || puzzle.title === id);
  if (chosen.length > 0) return chosen;
  throw new UserError(
    'no-such-puzzle',
    `There is no puzzle ${JSON.stringify(id)} in the file.`,
    `There are ${puzzles.map(({ puzzle }) => puzzle.id).join(', ')}.`,
  );
}

/** Said before anything is paid. */
function logEstimate(
  { terminal }: Invocation,
  settings: SessionSettings,
  scaffold: SolveScaffold,
  puzzles: number,
): void {
  const { calls, promptTokens, completionTokens } = estimateSessions(
    settings,
    Array<SolveScaffold>(puzzles).fill(scaffold),
  );
  terminal.log(
    `Estimate: ${calls.low} to ${calls.high} model calls, ${promptTokens.low} to ${promptTokens.high} tokens in, ${completionTokens.low} to ${completionTokens.high} out; Ctrl-C stops and keeps what was paid.`,
  );
}

function show({ terminal }: Invocation, title: string, run: string, outcome: Outcome<SolveOutput>): void {
  switch (outcome.outcome) {
    case 'done': {
      const { answer, verdict, rounds } = outcome.output;
      terminal.print(
        `${title}: ${verdict?.outcome ?? 'answered'} in ${rounds} rounds. ${verdict?.message ?? ''}`,
      );
      if (answer !== undefined) terminal.print(answer);
      break;
    }
    case 'failed':
      terminal.print(`${title}: failed. ${outcome.error.message} ${outcome.error.hint}`);
      break;
    case 'cancelled':
    case 'capped':
      terminal.print(
        `${title}: ${outcome.outcome}, ${outcome.reason}. Go on with \`baton runs resume ${run}\`.`,
      );
      break;
  }
}

/** Puts a checked answer into the file. The file is read again: what was written there since stays. */
function apply({ terminal }: Invocation, path: string, id: string, outcome: Outcome<SolveOutput>): void {
  if (outcome.outcome !== 'done' || outcome.output.answer === undefined) return;
  const again = readPuzzleFile(path).find(({ puzzle }) => puzzle.id === id);
  const edit = again?.puzzle.answerEdit(outcome.output.answer);
  if (!again || !edit) {
    terminal.log('The answer has no place in this file.');
    return;
  }
  writeFileSync(path, applyEdit(again.source.text, edit));
  terminal.log(`Written to ${path}.`);
}

function report(
  { terminal, signal }: Invocation,
  path: string,
  puzzles: readonly SolvedPuzzle[],
  asked: { readonly scaffold: string; readonly model: string; readonly nature: string },
): ExitCode {
  const right = puzzles.filter(
    ({ outcome }) => outcome.outcome === 'done' && outcome.output.verdict?.outcome === 'solved',
  );
  const accuracy = wilson(right.length, puzzles.length);
  if (puzzles.length > 1)
    terminal.print(
      `Solved ${formatProportion(accuracy)} with ${asked.scaffold}, ${asked.nature} model ${asked.model}.`,
    );
  terminal.result({
    file: path,
    ...asked,
    solved: right.length,
    accuracy,
    puzzles: puzzles.map(({ outcome, ...puzzle }) => ({ ...puzzle, ...outcome })),
  });
  return right.length === puzzles.length && !signal.aborted ? 0 : 1;
}
