import type { PythonAnswer } from './python-run.ts';

/**
 * Reads the uncaught exception off what an interpreter wrote to stderr at its end.
 *
 * @param program the path that the program ran under, whose line is wanted
 * @param code the exit code; null when a signal ended it
 * @returns undefined when the interpreter did not end by an exception or an exit code
 */
export function exceptionIn(stderr: string, program: string, code: number | null): PythonAnswer['exception'] {
  if (code === null) return undefined;
  const lines = stderr.trimEnd().split('\n');
  const start = lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last)'));
  // A syntax error of the program itself comes without a traceback.
  const from =
    start >= 0 ? start : lines.findLastIndex((line) => line.startsWith(`  File "${program}", line `));
  const said = lines.findIndex((line, index) => index > from && /^[A-Za-z_][\w.]*(?::|$)/.test(line));
  if (from < 0 || said < 0) return { type: 'SystemExit', message: String(code) };
  const [, type = '', first = ''] = /^([\w.]+)(?:: ?(.*))?$/.exec(lines[said] ?? '') ?? [];
  const frames = lines.slice(from, said).join('\n').split(`File "${program}", line `);
  const line = Number.parseInt(frames.at(-1) ?? '', 10);
  return {
    type: type.split('.').at(-1) ?? type,
    message: [first, ...lines.slice(said + 1)].join('\n'),
    ...(frames.length > 1 && line > 0 ? { line } : {}),
  };
}
