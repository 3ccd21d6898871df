import type { OpenRun } from '../runs/run-library.ts';
import type { Summary } from '../../../webview/session/protocol.ts';
import { shortText } from './short-text.ts';

/** @param unheard what a person said that no round has heard yet */
export function summaryOf(run: OpenRun, unheard: readonly string[]): Summary {
  const { tree, live } = run;
  const { totals, header } = tree;
  return {
    run: run.id,
    title: shortText(tree.title === '' ? run.title : tree.title),
    state: stateOf(run),
    live,
    program: header?.program.name ?? '',
    calls: totals.calls,
    failed: totals.failed,
    reused: totals.reused,
    tokens: { prompt: totals.promptTokens, completion: totals.completionTokens },
    cost: totals.cost,
    activeMs: totals.activeMs,
    moments: totals.moments,
    unheard: live ? [...unheard] : [],
  };
}

function stateOf({ tree, live }: OpenRun): Summary['state'] {
  if (tree.finished) return tree.finished.outcome;
  if (!live) return 'interrupted';
  return tree.paused ? 'paused' : 'running';
}
