// The main job, on a fresh machine: two of our puzzles, solved by a recorded model through the real engine. Every
// word of the model was written by us and recorded; the session, the sandbox and the checks are the real ones.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const baton = (...words) => {
  console.log(`\n$ baton ${words.join(' ')}`);
  const { status } = spawnSync(process.execPath, [join(root, 'dist/cli.mjs'), ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
};

const model = ['--model', 'recorded:samples/recordings/first-steps.jsonl'];
baton('solve', 'samples/tea_break.24', '--limit', '1', ...model);
baton('solve', 'samples/night_watch.py', ...model);
baton('runs', 'show', 'latest');
baton('runs', 'report', 'latest', '--out', '.baton/report.html');

console.log(`
Open .baton/report.html to read the last session. To ask a model of your own:

  node dist/cli.mjs models find
  node dist/cli.mjs solve samples/night_watch.py --model http://127.0.0.1:11434/v1#NAME`);
