import type { z } from 'zod';
import type { PythonAnswer } from '../../python/python-run.ts';

const mark = 'baton-report:';

/**
 * The last report of a program that came to its end, or undefined where there is none of the expected form. Whether
 * it can be believed depends on what ran beside the reporter; a report that an answer's code could have printed is
 * only data.
 */
export function readReport<T>(answer: PythonAnswer, schema: z.ZodType<T>): T | undefined {
  const at = answer.stdout.lastIndexOf(`\n${mark}`);
  if (at === -1 || answer.outcome !== 'ok' || answer.dropped > 0) return undefined;
  const line = answer.stdout.slice(at + 1 + mark.length).split('\n', 1)[0] ?? '';
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** Why a program came to no report, in words. */
export function withoutReport(answer: PythonAnswer, timeLimitMs: number): string {
  switch (answer.outcome) {
    case 'time-limit':
      return `did not end within ${timeLimitMs / 1000} s`;
    case 'memory-limit':
      return 'ran out of memory';
    case 'exception':
      return `failed: ${answer.exception?.type ?? 'an exception'}${answer.exception ? `: ${answer.exception.message}` : ''}`;
    case 'crashed':
      return 'ended its interpreter';
    case 'ok':
      return answer.dropped > 0 ? 'printed more than is kept' : 'ended its program early';
  }
}
