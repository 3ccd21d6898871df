import { teaBreakMeta } from '../../fixtures/sample-sessions.ts';
import { slowServer } from '../../fixtures/slow-server.ts';
import type { Session } from '../../harness/session.ts';

export default {
  workspace: 'samples',
  async prepare() {
    const { reference, end } = await slowServer(teaBreakMeta, 40);
    return { env: { BATON_TEST_MODEL: reference }, end };
  },
} satisfies Session;
