import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { loadPrompts } from '../../engine/conductor/prompts/load-prompts.ts';
import {
  type RecordedSession,
  recordedSessionSchema,
} from '../../engine/conductor/protocol/recording-session.ts';
import { type ReplayedSession, replaySession } from '../../engine/conductor/replay/replay-session.ts';
import { formatProportion, wilson } from '../../engine/statistics/wilson.ts';
import { UserError } from '../../engine/user-error.ts';
import { count } from '../caps.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { openPython } from '../services.ts';

/** `baton replay`: plays recorded transcripts through the real session and says how far they agree. */
export const replay: Command = {
  name: 'replay',
  usage: 'RECORDING.jsonl [--task NAME] [--limit N]',
  summary: "Play a recorded model's words through the real session, Python included.",
  options: { task: { type: 'string' }, limit: { type: 'string' }, keep: { type: 'boolean' } },
  run: runReplay,
};

async function runReplay({
  positionals,
  values,
  terminal,
  signal,
  workspace,
}: Invocation): Promise<ExitCode> {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UserError('bad-usage', 'baton replay takes one recording.');
  const path = resolve(workspace, file);
  const sessions = readSessions(path).slice(0, count(values, 'limit') ?? Infinity);
  const task = typeof values.task === 'string' ? values.task : basename(path, '.jsonl');
  const python = openPython(process.env);
  // A hundred sessions make a hundred journals: they are kept where the person asks for them.
  const place = values.keep === true ? workspace : mkdtempSync(join(tmpdir(), 'baton-replay-'));
  const prompts = await loadPrompts();
  const replayed: ReplayedSession[] = [];
  try {
    for (const [index, session] of sessions.entries()) {
      terminal.progress(`session ${index + 1} of ${sessions.length}`);
      replayed.push(await replaySession(session, { task, prompts, python, workspace: place, signal }));
    }
  } finally {
    terminal.clearStatus();
    await python.close();
    if (place !== workspace) rmSync(place, { recursive: true });
  }
  const total = totals(replayed);
  const exceptions = replayed.flatMap((session, index) =>
    session.exceptions.map((exception) => ({ session: index + 1, ...exception })),
  );
  for (const { session, turn, kind, detail } of exceptions)
    terminal.log(`session ${session}, turn ${turn}: ${kind}: ${detail}`);
  printSummary(terminal, task, total);
  terminal.result({ recording: path, task, ...total, exceptions });
  return 0;
}

interface Totals {
  readonly sessions: number;
  readonly turns: number;
  readonly calls: number;
  readonly callsAgree: number;
  readonly recordedCalls: number;
  readonly hallucinatedReplies: number;
  readonly pythonRuns: number;
  readonly pythonAgree: number;
  readonly solved: number;
  readonly recordedSolved: number;
  /** solved of the sessions that could be scored. */
  readonly accuracy: number;
  readonly interval: { readonly low: number; readonly high: number; readonly n: number };
  readonly exceptionsByKind: Readonly<Record<string, number>>;
}

function totals(replayed: readonly ReplayedSession[]): Totals {
  const sum = (figure: (session: ReplayedSession) => number): number =>
    replayed.reduce((so, session) => so + figure(session), 0);
  const scored = replayed.filter(({ solved }) => solved !== undefined);
  const solved = sum((session) => (session.solved === true ? 1 : 0));
  const accuracy = wilson(solved, scored.length);
  const kinds: Record<string, number> = {};
  for (const { kind } of replayed.flatMap(({ exceptions }) => exceptions))
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    sessions: replayed.length,
    turns: sum(({ turns }) => turns),
    calls: sum(({ calls }) => calls),
    callsAgree: sum(({ callsAgree }) => callsAgree),
    recordedCalls: sum(({ recordedCalls }) => recordedCalls),
    hallucinatedReplies: sum(({ hallucinatedReplies }) => hallucinatedReplies),
    pythonRuns: sum(({ pythonRuns }) => pythonRuns),
    pythonAgree: sum(({ pythonAgree }) => pythonAgree),
    solved,
    recordedSolved: sum(({ recordedSolved }) => (recordedSolved === true ? 1 : 0)),
    accuracy: accuracy.value,
    interval: { low: accuracy.low, high: accuracy.high, n: accuracy.n },
    exceptionsByKind: kinds,
  };
}

function printSummary(
  terminal: Invocation['terminal'],
  task: string,
  total: ReturnType<typeof totals>,
): void {
  terminal.print(`${task}: ${total.sessions} sessions, ${total.turns} turns of a recorded model.`);
  terminal.print(
    `Calls made ${total.calls}, on record ${total.recordedCalls}, agreeing ${total.callsAgree}.`,
  );
  terminal.print(
    `Python run ${total.pythonRuns}, with equal output ${formatProportion(wilson(total.pythonAgree, total.pythonRuns))}.`,
  );
  terminal.print(
    `Solved ${formatProportion(wilson(total.solved, total.interval.n))}, by the session's own answers; by the recorded outputs ${total.recordedSolved}.`,
  );
  for (const [kind, n] of Object.entries(total.exceptionsByKind)) terminal.print(`  ${n} × ${kind}`);
}

/** @throws UserError `recording-unreadable`, with the line */
function readSessions(path: string): RecordedSession[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UserError('recording-unreadable', `${path} cannot be read.`, 'Check the path.', { cause });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [recordedSessionSchema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new UserError(
        'recording-unreadable',
        `Line ${index + 1} of ${path} is no recorded session.`,
        'Each line is one JSON object with input, target, message_log and output.',
        { cause },
      );
    }
  });
}
