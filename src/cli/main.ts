import { parseArgs } from 'node:util';
import { describeError, UserError } from '../engine/user-error.ts';
import type { Command, ExitCode } from './command.ts';
import { bench } from './commands/bench.ts';
import { modelsCheck, modelsFind } from './commands/models.ts';
import { replay } from './commands/replay.ts';
import {
  runsDelete,
  runsFork,
  runsList,
  runsRename,
  runsReport,
  runsResume,
  runsShow,
} from './commands/runs.ts';
import { solve } from './commands/solve.ts';
import { Terminal } from './terminal.ts';

const commands: readonly Command[] = [
  solve,
  replay,
  runsList,
  runsShow,
  runsResume,
  runsFork,
  runsReport,
  runsRename,
  runsDelete,
  modelsCheck,
  modelsFind,
  bench,
];

/** The command that the words name (two words before one), and the words behind its name. */
function find(words: readonly string[]): { command: Command; rest: string[] } | undefined {
  for (const length of [2, 1]) {
    const command = commands.find(({ name }) => name === words.slice(0, length).join(' '));
    if (command) return { command, rest: words.slice(length) };
  }
  return undefined;
}

function help(): string {
  const width = Math.max(...commands.map(({ name, usage }) => name.length + usage.length)) + 1;
  const rows = commands.map(
    ({ name, usage, summary }) => `  ${`${name} ${usage}`.padEnd(width + 2)}${summary}`,
  );
  return `Usage: baton COMMAND [--json] [--help]\n\n${rows.join('\n')}\n`;
}

async function main(words: readonly string[]): Promise<ExitCode> {
  const json = words.includes('--json');
  const terminal = new Terminal(process.stdout, process.stderr, json);
  const interrupted = new AbortController();
  // A second Ctrl-C ends the process at once; whatever was answered is in the journal.
  process.once('SIGINT', () => {
    interrupted.abort(new Error('interrupted'));
  });
  try {
    const found = find(words);
    if (!found) {
      if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
        process.stdout.write(help());
        return words.length === 0 ? 2 : 0;
      }
      throw new UserError(
        'bad-usage',
        `There is no command "${words.slice(0, 2).join(' ')}".`,
        'See `baton --help`.',
      );
    }
    const { command, rest } = found;
    const { values, positionals } = parse(command, rest);
    if (values.help === true) {
      const options = Object.keys(command.options).map((name) => `[--${name}]`);
      process.stdout.write(
        `Usage: baton ${command.name} ${[command.usage, ...options].join(' ')}\n\n${command.summary}\n`,
      );
      return 0;
    }
    return await command.run({
      positionals,
      values,
      terminal,
      signal: interrupted.signal,
      workspace: process.cwd(),
    });
  } catch (error) {
    terminal.clearStatus();
    terminal.log(describeError(error));
    if (!(error instanceof UserError) && error instanceof Error && error.stack !== undefined)
      terminal.log(error.stack);
    const { code, message, hint } =
      error instanceof UserError ? error : { code: 'bug', message: String(error), hint: '' };
    terminal.result({ error: { code, message, hint } });
    return inputErrors.has(code) ? 2 : 1;
  }
}

/** Errors of what was typed or given, as opposed to a task that failed. */
const inputErrors = new Set([
  'bad-usage',
  'file-unreadable',
  'no-puzzles',
  'no-such-puzzle',
  'no-such-run',
  'no-such-call',
  'no-such-bench',
  'no-such-task',
  'recording-unreadable',
  'model-reference-invalid',
  'model-scheme-unavailable',
  'model-recording-unreadable',
  'prompt-empty',
  'prompt-missing-slot',
  'prompt-unknown-name',
  'prompt-unknown-slot',
  'prompt-unreadable',
]);

function parse(command: Command, words: string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new UserError('bad-usage', message, `See \`baton ${command.name} --help\`.`, { cause });
  }
}

process.exitCode = await main(process.argv.slice(2));
