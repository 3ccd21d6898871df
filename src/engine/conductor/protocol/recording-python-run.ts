/** A program that ran in a recording, and what came of it. */
export interface RecordedPythonRun {
  readonly code: string;
  /** What it printed, white space around it taken off, or the recorder's own words for an error or a time-out. */
  readonly output: string;
  readonly outcome: 'printed' | 'error' | 'time-limit' | 'silent';
}

// The recordings' own words (Suzgun & Kalai 2024, published transcripts): what they append to a reply.
const codeFollows = 'Here is the Python code used to solve the problem:\n\n';
const outputFollows = '\n\nHere is the output of the code when executed:\n\n';
const errorBegins = 'Error in execution: ';
const timeLimitBegins = 'Execution took too long';
const silentBegins = '(No output was generated.';

/** A program quoting the recorder's words makes more than one reading possible; no more than this are weighed. */
const mostReadings = 16;

/**
 * Splits what an expert said from what the recording appended when its code ran. Of several readings the one
 * with the longest code wins that also stands in the expert's words, where the code was taken from.
 */
export function splitPythonRun(text: string): { reply: string; run?: RecordedPythonRun } {
  const readings = readingsOf(text);
  const [first] = readings;
  if (!first) return { reply: text };
  const taken = readings.filter(({ reply, run }) => reply.includes(run.code));
  return taken.reduce(
    (best, reading) => (reading.run.code.length > best.run.code.length ? reading : best),
    taken[0] ?? first,
  );
}

function readingsOf(text: string): { reply: string; run: RecordedPythonRun }[] {
  const readings: { reply: string; run: RecordedPythonRun }[] = [];
  for (let at = text.indexOf(codeFollows); at >= 0; at = text.indexOf(codeFollows, at + 1)) {
    const start = at + codeFollows.length;
    let end = text.indexOf(outputFollows, start);
    for (; end >= 0; end = text.indexOf(outputFollows, end + 1)) {
      if (readings.length >= mostReadings) return readings;
      const output = text.slice(end + outputFollows.length).trim();
      readings.push({
        reply: text.slice(0, at),
        run: { code: text.slice(start, end), output, outcome: outcomeOf(output) },
      });
    }
  }
  return readings;
}

function outcomeOf(output: string): RecordedPythonRun['outcome'] {
  if (output.startsWith(errorBegins)) return 'error';
  if (output.startsWith(timeLimitBegins)) return 'time-limit';
  return output.startsWith(silentBegins) ? 'silent' : 'printed';
}
