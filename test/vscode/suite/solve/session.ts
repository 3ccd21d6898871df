import { join } from 'node:path';
import { recordSessions } from '../../fixtures/record-session.ts';
import { teaBreakMeta, teaBreakPrinted, teaBreakWrong } from '../../fixtures/sample-sessions.ts';
import type { Session } from '../../harness/session.ts';

export default {
  workspace: 'samples',
  async prepare({ workspace = '' }) {
    const file = join(workspace, 'tea_break.24');
    await recordSessions(
      [
        { file, puzzle: 'game24:4-5-6-10', replies: teaBreakMeta, printed: teaBreakPrinted },
        { file, puzzle: 'game24:4-5-6-10', scaffold: 'standard', replies: teaBreakWrong },
      ],
      join(workspace, 'recording.jsonl'),
    );
    return {};
  },
} satisfies Session;
