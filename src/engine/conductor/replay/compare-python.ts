import type { PythonAnswer } from '../../python/python-run.ts';
import type { RecordedPythonRun } from '../protocol/recording-python-run.ts';
import { printedBy } from '../python-output.ts';

/** Why a program that ran again did not give what the recording has. */
export interface PythonDifference {
  readonly reason: string;
  readonly recorded: string;
  readonly now: string;
}

/**
 * Holds a program's run against the recorded one. Equal means: the same text printed, white space around it aside;
 * or both failed with the same exception; or both ran out of time; or both said nothing.
 */
export function comparePython(
  recorded: RecordedPythonRun,
  answer: PythonAnswer | undefined,
): PythonDifference | undefined {
  const now = answer ? printedBy(answer).trim() : '';
  const differs = (reason: string): PythonDifference => ({ reason, recorded: recorded.output, now });
  if (!answer) return differs('the session did not run this code');
  switch (recorded.outcome) {
    case 'printed':
      if (now === recorded.output) return undefined;
      if (answer.outcome === 'time-limit') return differs('it ran out of time in the sandbox');
      if (answer.exception)
        return differs(`it ended with ${answer.exception.type}: ${answer.exception.message}`);
      return differs(reasonFor(recorded, now));
    case 'error':
      if (answer.exception && recorded.output.includes(answer.exception.type)) return undefined;
      return differs('the recorded run failed otherwise');
    case 'time-limit':
      return answer.outcome === 'time-limit' ? undefined : differs('it now ends in time');
    case 'silent':
      return now === '' ? undefined : differs('it now prints something');
  }
}

function reasonFor(recorded: RecordedPythonRun, now: string): string {
  if (/\brandom\b/.test(recorded.code)) return 'the program draws random numbers';
  if (/\bset\b|\{[^:}]*\}/.test(recorded.code) && sortedLines(now) === sortedLines(recorded.output)) {
    return 'the same lines in another order: the program prints from a set';
  }
  return 'it prints something else';
}

function sortedLines(text: string): string {
  return text.split('\n').sort().join('\n');
}
