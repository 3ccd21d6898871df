// All tests, in the order in which they fail fastest: `npm test`. Ends with one line of counts.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const report = join(tmpdir(), `baton-unit-${process.pid}.json`);
let passed = 0;
let failed = 0;

/** Runs one command to its end and returns its exit code and the last line that counts tests. */
function run(title, command, args) {
  console.log(`\n▶ ${title}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let tail = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      tail = (tail + chunk).slice(-4000);
    });
    child.on('close', (code) => resolve({ code: code ?? 1, tail }));
  });
}

/** A step without a count of its own: one test. */
async function check(title, command, args) {
  const { code } = await run(title, command, args);
  if (code === 0) passed += 1;
  else failed += 1;
}

await check('Format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
await check('Types', bin('tsc'), ['--noEmit']);
await check('Types of what runs in a page', bin('tsc'), ['--noEmit', '-p', 'webview']);
await check('Lint and layers', bin('eslint'), ['.', '--max-warnings', '0']);

const unit = await run('Unit and integration tests', bin('vitest'), [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests;
  if (unit.code !== 0 && numFailedTests === 0) failed += 1;
} catch {
  failed += 1;
}
rmSync(report, { force: true });

if (!process.argv.includes('--no-editor')) {
  const { code, tail } = await run('In a real VS Code', process.execPath, [
    'test/vscode/run.mjs',
    '--way',
    process.env.BATON_VSCODE ?? 'server',
  ]);
  const [, p, f] = [...tail.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1) ?? [];
  passed += Number(p ?? 0);
  failed += Number(f ?? 0);
  if (code !== 0 && Number(f ?? 0) === 0) failed += 1;
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
