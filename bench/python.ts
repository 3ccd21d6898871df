import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locatePython } from '../src/engine/python/python-files.ts';
import { SandboxedPython } from '../src/engine/python/sandboxed-python.ts';
import type { Bench, Figure } from './bench.ts';

/** What is run: one of the few lines that a model writes to check an answer. */
const code = 'numbers = [4, 7, 8, 8]\nprint(sum(numbers), (7 - 8 / 8) * 4)\n';
const expected = '27 24.0\n';
const request = { code, timeLimitMs: 10_000, outputLimit: 1000 };
/** Beside the bundle that this is part of; from the sources, where the build puts it. */
const beside = fileURLToPath(new URL('.', import.meta.url));
const dist = existsSync(join(beside, 'python.json')) ? beside : 'dist';
const never = new AbortController().signal;

/**
 * Expert Python beside a fresh `python3` process that runs the same program: on a ready spare, back to back, and from
 * nothing. Each run is a pristine interpreter on both sides.
 */
const bench: Bench = async ({ log, quick }) => {
  const rounds = quick ? 5 : 40;
  const files = locatePython(dist);
  const python3 = findPython3();
  const cold: number[] = [];
  const warm: number[] = [];
  const fresh: number[] = [];
  const memory: number[] = [];

  for (let round = 0; round < (quick ? 2 : 10); round += 1) {
    const python = new SandboxedPython({ files, spares: 0 });
    cold.push(await timed(python));
    await python.close();
  }
  log(`from nothing: ${cold.length} runs`);

  const python = new SandboxedPython({ files, spares: 1 });
  for (let round = 0; round < rounds; round += 1) {
    await python.warmUp();
    memory.push(...python.processIds.map(residentMb));
    warm.push(await timed(python));
    fresh.push(timedFresh(python3));
  }
  await python.close();
  log(`on a ready spare: ${warm.length} runs, each beside a fresh python3`);

  const sustained = new SandboxedPython({ files, spares: 1 });
  await sustained.warmUp();
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round += 1) await timed(sustained);
  const backToBack = (performance.now() - startedAt) / rounds;
  await sustained.close();

  const version = execFileSync(python3, ['--version'], { encoding: 'utf8' }).trim();
  const theirs = median(fresh);
  const figure = (name: string, value: number, n: number): Figure => ({
    name,
    value,
    unit: 'ms',
    n,
    against: `fresh ${version} process, ${theirs.toFixed(1)} ms`,
    ratio: value / theirs,
  });
  return [
    { ...figure('python.warm_ms', median(warm), warm.length), ...medianInterval(warm) },
    figure('python.sustained_ms', backToBack, rounds),
    figure('python.cold_ms', median(cold), cold.length),
    { name: 'python.fresh_python3_ms', value: theirs, unit: 'ms', n: fresh.length },
    { name: 'python.spare_mb', value: median(memory), unit: 'MB', n: memory.length },
  ];
};
export default bench;

async function timed(python: SandboxedPython): Promise<number> {
  const startedAt = performance.now();
  const { stdout } = await python.run(request, never);
  const took = performance.now() - startedAt;
  if (stdout !== expected) throw new Error(`Expert Python printed ${JSON.stringify(stdout)}`);
  return took;
}

/** The interpreter itself, not a shim before it (pyenv and the like), whose start would be counted against it. */
function findPython3(): string {
  return execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
}

function timedFresh(python3: string): number {
  const startedAt = performance.now();
  const { stdout } = spawnSync(python3, ['-c', code], { encoding: 'utf8' });
  const took = performance.now() - startedAt;
  if (stdout !== expected) throw new Error(`python3 printed ${JSON.stringify(stdout)}`);
  return took;
}

/** Resident memory of a process in MB, as Linux counts it; elsewhere unknown. */
function residentMb(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [, kilobytes = ''] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** The order statistics that hold the median with 95 %: its rank is binomial, here by the normal approximation. */
function medianInterval(values: readonly number[]): { low: number; high: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const half = 0.98 * Math.sqrt(sorted.length);
  const at = (rank: number): number =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
  return { low: at(sorted.length / 2 - half - 1), high: at(sorted.length / 2 + half) };
}
