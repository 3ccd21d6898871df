import { z } from 'zod';
import type { ProcessEnd } from './interpreter-process.ts';
import type { PythonAnswer } from './python-run.ts';

/** What the interpreter says of its run. A program can write it, so it may say no more than a program can do. */
const reportSchema = z.object({
  outcome: z.enum(['ok', 'exception', 'memory-limit']),
  type: z.string().optional(),
  message: z.string().optional(),
  line: z.number().int().positive().nullish(),
});

/** How a run ended, as an answer has it; `note` is for stderr, where the interpreter could not say it itself. */
export type Ending = Pick<PythonAnswer, 'outcome' | 'exception'> & { readonly note?: string };

/** Reads how a run ended. Total: whatever a process says or does is some ending. */
export function endingOf(end: ProcessEnd, limit: number): Ending {
  switch (end.end) {
    case 'time-limit':
    case 'killed-late':
      return { outcome: 'time-limit' };
    case 'died':
      return givenWay(end.why);
    case 'stopped':
      return givenWay(end.fatal ?? 'it was stopped');
    case 'returned':
      if (end.fatal !== undefined) return givenWay(end.fatal);
      if (end.exitCode === 0) return { outcome: 'ok' };
      if (end.exitCode !== undefined) {
        return { outcome: 'exception', exception: { type: 'SystemExit', message: String(end.exitCode) } };
      }
      return reported(end.report, limit);
  }
}

function reported(text: string, limit: number): Ending {
  const report = reportSchema.safeParse(parse(text));
  if (!report.success) return givenWay('the interpreter left no report of the run');
  const { outcome, type, message, line } = report.data;
  if (outcome === 'ok') return { outcome };
  return {
    outcome,
    exception: {
      type: (type ?? 'Exception').slice(0, limit),
      message: (message ?? '').slice(0, limit),
      ...(typeof line === 'number' ? { line } : {}),
    },
  };
}

/** The interpreter itself gave way: out of memory by V8's word, else a crash. */
function givenWay(why: string): Ending {
  const outcome = /out of memory|heap limit|allocation failed/i.test(why) ? 'memory-limit' : 'crashed';
  const type = /call stack/i.test(why)
    ? 'RecursionError'
    : outcome === 'memory-limit'
      ? 'MemoryError'
      : 'SystemError';
  const message = why.split('\n', 1).join('').slice(0, 500);
  return {
    outcome,
    exception: { type, message },
    note: `Expert Python: the interpreter gave way: ${message}\n`,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
