import type { Edit, Parent } from '../runs/moment.ts';
import type { JournalView } from '../runs/journal-view.ts';
import { cost, count, counted } from './figures.ts';
import { html, type Html } from './html.ts';
import { jsonDifference } from './text-difference.ts';

/** Where a fork comes from, what it changed, and what its parent's answers saved it. */
export function lineageSection(view: JournalView): Html | undefined {
  const parent = view.tree.header?.parent;
  if (!parent) return undefined;
  return html`<section id="lineage" aria-labelledby="lineage-title"><h2 id="lineage-title">Lineage</h2>
<p>A fork of the run <code><bdi>${parent.run}</bdi></code>. ${reused(parent, view)}</p>
${parent.edits.map((edit, index) => change(edit, index === parent.edits.length - 1, view))}</section>
`;
}

function reused({ fresh, edits }: Parent, { tree }: JournalView): Html {
  const own = edits.at(-1);
  const answered = own?.change === 'answer' ? own.at : undefined;
  let before = 0;
  let after = 0;
  let asked = 0;
  const saved = { tokens: 0, cost: 0 };
  for (const call of tree.allCalls()) {
    if (call.reused === undefined) {
      // The answer to this one was written by a person.
      if (call.address !== answered) asked += 1;
      continue;
    }
    if (call.reused === 'before') before += 1;
    else after += 1;
    saved.tokens += (call.spend?.promptTokens ?? 0) + (call.spend?.completionTokens ?? 0);
    saved.cost += call.spend?.cost ?? 0;
  }
  return html`Reused: <b>${counted(before, 'answer')}</b> from before the edit and <b>${count(after)}</b> from after it${
    fresh ? html` (fresh answers were wanted there)` : undefined
  }; <b>${count(asked)}</b> asked. That saved <b>${counted(saved.tokens, 'token')}</b>${
    saved.cost > 0 ? html` and <b>${cost(saved.cost)}</b> in cost` : undefined
  }.`;
}

const sentences: Readonly<Record<Edit['change'], string>> = {
  answer: 'The answer was replaced.',
  request: 'The request was changed and asked.',
  'ask-again': 'Asked once more, unchanged.',
  input: "The run's input was changed.",
  none: 'Nothing was changed: a copy that went on by itself.',
};

function change(edit: Edit, own: boolean, { tree }: JournalView): Html {
  const call = tree.call(edit.at);
  const place =
    edit.at === ''
      ? undefined
      : html` <span class="at">at ${
          call ? html`<a href="#m${call.asked}"><bdi>${call.label}</bdi></a> ` : undefined
        }<code><bdi>${edit.at}</bdi></code></span>`;
  const differs = edit.was !== undefined || edit.now !== undefined;
  return html`<div class="edit"><p><span class="kind">${own ? 'this fork' : 'an earlier fork'}</span> <strong>${sentences[edit.change]}</strong>${place}</p>
${differs ? jsonDifference(edit.was, edit.now) : undefined}</div>
`;
}
