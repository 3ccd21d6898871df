import { html, type Html } from './html.ts';

/** How a call, a frame or a run stands. */
export type State =
  'asked' | 'answered' | 'failed' | 'cancelled' | 'open' | 'done' | 'capped' | 'running' | 'interrupted';

/** A mark for each state, told apart by shape, not by colour alone. */
export const marks: Readonly<Record<State, string>> = {
  asked: '…',
  open: '…',
  running: '…',
  answered: '✓',
  done: '✓',
  failed: '✗',
  cancelled: '⊘',
  capped: '⊘',
  interrupted: '⊘',
};

/** The mark, and the word for those who hear the page. */
export function stateMark(state: State): Html {
  return html`<span class="mark mark-${state}" role="img" aria-label="${state}">${marks[state]}</span>`;
}
