import type { PythonAnswer, PythonRunner } from '../../python/python-run.ts';
import { pythonAnswerSchema } from '../../python/python-run.ts';
import { pythonTool } from '../../python/python-tool.ts';
import { chatReplySchema } from '../../models/chat-model.ts';
import { findPuzzles } from '../../puzzles/find-puzzles.ts';
import type { Puzzle } from '../../puzzles/puzzle.ts';
import type { Moment } from '../../runs/moment.ts';
import { startRun } from '../../runs/start-run.ts';
import { interjectionTool, Mailbox } from '../interjection.ts';
import type { Prompts } from '../prompts/load-prompts.ts';
import { parseConductorMessage } from '../protocol/parse-conductor-message.ts';
import { type RecordedSession, type RecordedTurn, recordedTurns } from '../protocol/recording-session.ts';
import { scaffolds } from '../scaffolds.ts';
import { publishedSettings } from '../settings.ts';
import { solveProgram } from '../solve-program.ts';
import { comparePython, type PythonDifference } from './compare-python.ts';
import { alignReplies, Transcript } from './transcript.ts';

/** Something in a recording that is not a call with its reply. */
export interface ReplayException {
  readonly kind:
    | 'hallucinated-reply'
    | 'unrecorded-reply'
    | 'recorded-call-not-made'
    | 'call-not-recorded'
    | 'recording-ended'
    | 'python-differs';
  readonly turn: number;
  readonly detail: string;
}

/** How far one session, played again through the real conductor, agrees with its recording. */
export interface ReplayedSession {
  readonly run: string;
  readonly turns: number;
  /** Calls that the session made; of them, those that the headings of the recorded replies confirm. */
  readonly calls: number;
  readonly callsAgree: number;
  /** Headings of recorded replies, those that were invented left out. */
  readonly recordedCalls: number;
  readonly hallucinatedReplies: number;
  readonly pythonRuns: number;
  readonly pythonAgree: number;
  readonly finalAnswer: string | undefined;
  /** By the session's own final answer; undefined where the task has no scorer. */
  readonly solved: boolean | undefined;
  /** By the recorded output. */
  readonly recordedSolved: boolean | undefined;
  readonly exceptions: readonly ReplayException[];
}

export interface ReplaySetting {
  /** The task's name, or the file's: tells the scorers that look at nothing else. */
  readonly task: string;
  readonly prompts: Prompts;
  readonly python: PythonRunner;
  /** Where the journal goes. */
  readonly workspace: string;
  readonly signal: AbortSignal;
}

/**
 * Plays a recorded session through the real one: the recorded conductor's words, the recorded experts' words, and
 * Expert Python's code really run. Accuracy rests on what the session itself takes for its final answer.
 */
export async function replaySession(
  session: RecordedSession,
  setting: ReplaySetting,
): Promise<ReplayedSession> {
  const turns = recordedTurns(session);
  const transcript = new Transcript(setting.task, turns);
  const document = {
    name: `${setting.task}.jsonl`,
    text: JSON.stringify({ input: session.input, target: textOf(session.target) }),
  };
  const [puzzle] = findPuzzles(document);
  const model = `recorded:${setting.task}`;
  const moments: Moment[] = [];
  const run = startRun(
    solveProgram(scaffolds, setting.prompts, {
      model: transcript.tool,
      python: pythonTool(setting.python),
      interjection: interjectionTool(new Mailbox()),
    }),
    {
      task: puzzle ? { puzzle: { ...document, siblings: {}, id: puzzle.id } } : { question: session.input },
      scaffold: 'meta',
      // WebAssembly runs Python about three times slower than the CPython of the recordings.
      settings: { ...publishedSettings(model), codeTimeMs: 9000 },
    },
    {
      workspace: setting.workspace,
      title: session.input,
      observer: { moment: (moment) => moments.push(moment) },
    },
  );
  const cancel = (): void => {
    run.cancel();
  };
  setting.signal.addEventListener('abort', cancel);
  const outcome = await run.outcome;
  setting.signal.removeEventListener('abort', cancel);
  setting.signal.throwIfAborted();
  const output = outcome.outcome === 'done' ? outcome.output : undefined;
  const scored = puzzle === undefined ? undefined : output?.verdict?.outcome === 'solved';
  return {
    run: run.id,
    ...compareTurns(turns, moments),
    finalAnswer: output?.finalAnswer,
    solved: scored,
    recordedSolved: puzzle && (await isRecordedSolved(puzzle, session, setting)),
  };
}

async function isRecordedSolved(
  puzzle: Puzzle,
  { output }: RecordedSession,
  { python, signal }: ReplaySetting,
): Promise<boolean> {
  const answer = output === null ? undefined : puzzle.extractAnswer(output);
  if (answer === undefined) return false;
  return (await puzzle.check(answer, (request) => python.run(request, signal))).outcome === 'solved';
}

type Agreement = Omit<ReplayedSession, 'run' | 'finalAnswer' | 'solved' | 'recordedSolved'>;

/** Holds what the session did, by its journal, against what the recording tells of its own calls. */
function compareTurns(turns: readonly RecordedTurn[], moments: readonly Moment[]): Agreement {
  const rounds = callsByRound(moments);
  const exceptions: ReplayException[] = [];
  const sum = {
    calls: 0,
    callsAgree: 0,
    recordedCalls: 0,
    hallucinatedReplies: 0,
    pythonRuns: 0,
    pythonAgree: 0,
  };
  const add = (kind: ReplayException['kind'], turn: number, detail: string): void => {
    exceptions.push({ kind, turn, detail });
  };
  turns.forEach((turn, index) => {
    const made = rounds[index] ?? [];
    const recorded = (turn.reply?.outputs ?? []).filter(({ hallucinated }) => !hallucinated);
    const aligned = alignReplies(
      made.map(({ label }) => ({ key: label.toLowerCase() })),
      recorded,
    );
    sum.calls += made.length;
    sum.recordedCalls += recorded.length;
    for (const { name } of parseConductorMessage(turn.text).hallucinatedReplies) {
      sum.hallucinatedReplies += 1;
      add('hallucinated-reply', index + 1, `the conductor invented a reply of ${name}`);
    }
    made.forEach((call, nth) => {
      const reply = aligned[nth];
      if (reply) {
        sum.callsAgree += 1;
        if (!reply.run) return;
        sum.pythonRuns += 1;
        const difference = comparePython(reply.run, call.python);
        if (difference) add('python-differs', index + 1, describe(difference));
        else sum.pythonAgree += 1;
        return;
      }
      if (turn.paired)
        add('unrecorded-reply', index + 1, `no reply of ${call.label} is on record; "${call.fed}" was fed`);
      else
        add(
          'call-not-recorded',
          index + 1,
          `${call.label} was called, and the recording has no reply of that name`,
        );
    });
    for (const output of recorded.filter((each) => !aligned.includes(each))) {
      if (output.run) sum.pythonRuns += 1;
      add(
        'recorded-call-not-made',
        index + 1,
        `the recording has a reply of ${output.heading}, which was not called`,
      );
    }
  });
  if (moments.some((moment) => moment.kind === 'failed' && moment.error.code === 'recording-ended')) {
    add('recording-ended', turns.length, 'the recording ends without a final answer that the session takes');
  }
  return { turns: turns.length, ...sum, exceptions };
}

function describe({ reason, recorded, now }: PythonDifference): string {
  const short = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  return `${reason}: ${short(recorded)} on record, ${short(now)} now`;
}

const textSchema = chatReplySchema.pick({ text: true });

interface MadeCall {
  readonly label: string;
  fed: string;
  python: PythonAnswer | undefined;
}

/** The expert calls of each round, in the order of the conductor's message, each with its run of Python. */
function callsByRound(moments: readonly Moment[]): MadeCall[][] {
  const rounds: MadeCall[][] = [];
  const byAddress = new Map<string, MadeCall>();
  const lanes = new Map<string, MadeCall>();
  for (const moment of moments) {
    if (moment.kind === 'opened' && moment.frame === 'round') rounds.push([]);
    if (moment.kind === 'asked') {
      const lane = moment.address.slice(0, moment.address.lastIndexOf('/') + 1);
      if (/(^|\/)expert#\d+$/.test(moment.address)) {
        const call: MadeCall = { label: moment.label, fed: '', python: undefined };
        rounds.at(-1)?.push(call);
        byAddress.set(moment.address, call);
        lanes.set(lane, call);
      } else if (/(^|\/)python#\d+$/.test(moment.address)) {
        const call = lanes.get(lane);
        if (call) byAddress.set(moment.address, call);
      }
    }
    if (moment.kind === 'answered') {
      const call = byAddress.get(moment.address);
      const python = pythonAnswerSchema.safeParse(moment.answer);
      if (call && python.success) call.python = python.data;
      else if (call) call.fed = textSchema.safeParse(moment.answer).data?.text ?? '';
    }
  }
  return rounds;
}

function textOf(target: unknown): string {
  return typeof target === 'string' ? target : JSON.stringify(target);
}
