import type { Session } from '../../harness/session.ts';

export default { phases: ['before', 'after'] } satisfies Session;
