import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench } from '../../../bench/bench.ts';
import { UserError } from '../../engine/user-error.ts';
import type { Command, ExitCode, Invocation } from '../command.ts';
import { dist } from '../services.ts';

/** `baton bench`: measures, and prints figures. Benchmarks are bundled beside the command line, not into it. */
export const bench: Command = {
  name: 'bench',
  usage: '[NAME]',
  summary: 'Measure: figures with their n and what they were measured beside.',
  options: { quick: { type: 'boolean' } },
  run: runBench,
};

async function runBench({ positionals, values, terminal }: Invocation): Promise<ExitCode> {
  const folder = join(dist, 'bench');
  const names = existsSync(folder)
    ? readdirSync(folder).flatMap((file) => (file.endsWith('.mjs') ? [file.slice(0, -'.mjs'.length)] : []))
    : [];
  const [name] = positionals;
  if (name === undefined) {
    terminal.print(names.join('\n'));
    terminal.result({ benches: names });
    return 0;
  }
  if (!names.includes(name)) {
    throw new UserError(
      'no-such-bench',
      `There is no benchmark ${JSON.stringify(name)}.`,
      `There are ${names.join(', ')}.`,
    );
  }
  const module = (await import(pathToFileURL(join(folder, `${name}.mjs`)).href)) as {
    readonly default: Bench;
  };
  const figures = await module.default({
    quick: values.quick === true,
    log: (text) => {
      terminal.log(text);
    },
  });
  for (const figure of figures) {
    const { value, unit, low, high, n, against, ratio } = figure;
    const interval = low === undefined || high === undefined ? '' : ` [${round(low)}, ${round(high)}]`;
    const size = n === undefined ? '' : ` (n = ${n})`;
    const beside =
      against === undefined
        ? ''
        : `, beside ${against}${ratio === undefined ? '' : `: ratio ${round(ratio)}`}`;
    terminal.print(`${figure.name.padEnd(32)} ${round(value)} ${unit}${interval}${size}${beside}`);
  }
  terminal.result({ bench: name, figures });
  return 0;
}

function round(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
