import type { JournalView } from '../runs/journal-view.ts';
import { writerOf } from '../runs/lock.ts';

/** How a run stands: how it ended, or whether somebody is still writing its journal. */
export function runState({
  tree,
  path,
}: JournalView): 'done' | 'failed' | 'cancelled' | 'capped' | 'running' | 'interrupted' {
  return tree.finished?.outcome ?? (writerOf(path) ? 'running' : 'interrupted');
}
