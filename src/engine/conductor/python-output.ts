import type { PythonAnswer } from '../python/python-run.ts';

/**
 * What a program printed, as its expert's reply tells the conductor: standard output, or standard error where
 * that is empty (Suzgun & Kalai 2024), and in words how it ended if it did not end well.
 */
export function pythonOutput(answer: PythonAnswer): string {
  const printed = printedBy(answer);
  const dropped = answer.dropped > 0 ? `\n[${answer.dropped} more characters were dropped]` : '';
  return `Output of the code:\n\n${printed}${dropped}${ending(answer)}`;
}

/** Standard output, or standard error where that is empty. */
export function printedBy({ stdout, stderr }: PythonAnswer): string {
  return stdout.trim() === '' ? stderr : stdout;
}

function ending({ outcome, exception, stdout }: PythonAnswer): string {
  switch (outcome) {
    case 'ok':
      return '';
    case 'exception':
      // Where standard error is shown already, it names the exception itself.
      return stdout.trim() === '' || !exception
        ? ''
        : `\n[ended with ${exception.type}: ${exception.message}]`;
    case 'time-limit':
      return '\n[stopped: the code ran longer than it may]';
    case 'memory-limit':
      return '\n[stopped: the code used more memory than it may]';
    case 'crashed':
      return '\n[the interpreter crashed while it ran the code]';
  }
}
