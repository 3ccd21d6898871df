/** One run of a comparison, as its table shows it. */
export interface ComparedRun {
  readonly run: string;
  readonly scaffold: string;
  readonly model: string;
  /** `solved`, `not solved`, `running`… */
  readonly verdict: string;
  readonly rounds: string;
  readonly calls: string;
  readonly tokens: string;
  readonly time: string;
  /** What the check said, or what went wrong. */
  readonly message: string;
}

/** Words of the table, in the person's language. */
export interface ComparisonWords {
  readonly heading: string;
  /** Says that one run a scaffold shows no accuracy. */
  readonly caution: string;
  readonly columns: readonly [string, string, string, string, string, string, string];
}

/** A table cell and its place, so that the editor can make a link of it. */
export interface ComparisonLink {
  readonly run: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** The comparison as plain text in columns, and where its runs are named. Plain, so that nothing in it is markup. */
export function comparisonText(
  runs: readonly ComparedRun[],
  words: ComparisonWords,
): { readonly text: string; readonly links: readonly ComparisonLink[] } {
  const rows = runs.map(({ scaffold, verdict, rounds, calls, tokens, time, run }) => [
    scaffold,
    verdict,
    rounds,
    calls,
    tokens,
    time,
    run,
  ]);
  const widths = words.columns.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const numbers = new Set([2, 3, 4, 5]);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        numbers.has(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const lines = [
    words.heading,
    words.caution,
    '',
    line(words.columns),
    widths.map((w) => '─'.repeat(w)).join('  '),
  ];
  const links: ComparisonLink[] = [];
  rows.forEach((row, index) => {
    const text = line(row);
    const run = runs[index]?.run ?? '';
    links.push({ run, line: lines.length, start: text.length - run.length, end: text.length });
    lines.push(text);
  });
  lines.push('');
  for (const { scaffold, message } of runs) if (message !== '') lines.push(`${scaffold}: ${message}`);
  return { text: `${lines.join('\n')}\n`, links };
}
