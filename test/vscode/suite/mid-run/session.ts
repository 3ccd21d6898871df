import { teaBreakMeta } from '../../fixtures/sample-sessions.ts';
import { slowServer } from '../../fixtures/slow-server.ts';
import type { Session } from '../../harness/session.ts';

/** The server outlives the window; what it says second is slow enough for the window to go in the middle of it. */
export default {
  workspace: 'samples',
  phases: ['before', 'after'],
  async prepare() {
    const { reference, end } = await slowServer(teaBreakMeta, 60);
    return { env: { BATON_TEST_MODEL: reference }, end };
  },
} satisfies Session;
