import { readFileSync } from 'node:fs';
import { ModelError } from './errors.ts';
import { type RecordingLine, recordingLineSchema } from './recording.ts';

/**
 * Reads a recording. Empty lines are skipped; every other line must be one.
 *
 * @param who the model reference, for errors
 * @throws ModelError `model-recording-unreadable`, with the number of the line
 */
export function readRecording(path: string, who: string): RecordingLine[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const system = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const detail = system === 'ENOENT' ? 'there is no such file' : system;
    throw new ModelError('model-recording-unreadable', who, { detail, cause });
  }
  const lines: RecordingLine[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line.trim() === '') continue;
    lines.push(parseLine(line, number, who));
  }
  return lines;
}

function parseLine(line: string, number: number, who: string): RecordingLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new ModelError('model-recording-unreadable', who, { detail: `line ${number} is not JSON`, cause });
  }
  const parsed = recordingLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const what = issue ? [issue.path.join('.'), issue.message].filter((part) => part !== '').join(': ') : '';
  throw new ModelError('model-recording-unreadable', who, {
    detail: `line ${number} is no recorded reply (${what})`,
  });
}
