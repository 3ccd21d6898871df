import { execFile, execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { teaBreakMeta } from '../../fixtures/sample-sessions.ts';
import { slowServer } from '../../fixtures/slow-server.ts';
import type { Session } from '../../harness/session.ts';

/** The command line solves the puzzle first; the server's log tells its requests from those of the editor after it. */
export default {
  workspace: 'samples',
  async prepare({ workspace = '' }) {
    const { reference, log, end } = await slowServer(teaBreakMeta, 0);
    execFileSync(process.execPath, ['esbuild.mjs', 'cli'], { stdio: ['ignore', 2, 2] });
    const words = ['solve', 'tea_break.24', '--puzzle', 'game24:4-5-6-10', '--model', reference, '--json'];
    await promisify(execFile)(process.execPath, [resolve('dist/cli.mjs'), ...words], { cwd: workspace });
    return { env: { BATON_TEST_MODEL: reference, BATON_TEST_LOG: log }, end };
  },
} satisfies Session;
