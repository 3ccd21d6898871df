import type { Session } from '../../harness/session.ts';

export default { trusted: false, workspace: 'test/vscode/workspaces/puzzles' } satisfies Session;
