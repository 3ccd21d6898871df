import type { Json } from '../runs/json.ts';
import type { NoteNode } from '../runs/run-tree.ts';
import { failure } from './call-article.ts';
import { cost, count, counted, duration, utc } from './figures.ts';
import { html, type Html } from './html.ts';
import { modelReference, natureBadge, natureOf } from './model-reference-label.ts';
import { noteFields, toneOf } from './note-block.ts';
import type { ReportSource } from './report-source.ts';
import { runState } from './run-state.ts';
import { marks } from './state-mark.ts';
import { codeBlock, foldLong, jsonBlock, prettyJson, textBlock } from './text-block.ts';

const states: Readonly<Record<ReturnType<typeof runState>, string>> = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  capped: 'stopped at a cap',
  running: 'still running when this was written',
  interrupted: 'interrupted: its process ended before the run did',
};

/** A report's head: what ran, when, how it ended and what it took. */
export function opening({ view, survey }: ReportSource): Html {
  const { header, title } = view.tree;
  const state = runState(view);
  return html`<header class="opening">
<p class="eyebrow">${header ? html`<bdi>${header.program.name}</bdi> ${header.program.version}` : undefined} <span aria-hidden="true">·</span> run <code><bdi>${header?.run}</bdi></code></p>
<h1><bdi>${title === '' ? 'A run without a title' : title}</bdi></h1>
<p class="when"><span class="state state-${state}">${marks[state]} ${states[state]}</span> ${header && time(header.t)} ${
    survey.lastAt > (header?.t ?? 0) ? html`<span class="until">to ${time(survey.lastAt)}</span>` : undefined
  }</p>
${models(survey.models)}${figures(view.tree.totals)}</header>
`;
}

function time(t: number): Html {
  const at = utc(t);
  return at ? html`<time datetime="${at.iso}">${at.text}</time>` : html`at no known time`;
}

function models(used: ReadonlyMap<string, number>): Html | undefined {
  if (used.size === 0) return undefined;
  const natures = new Set([...used.keys()].map(natureOf));
  const unreal = natures.has('recorded')
    ? natures.has('simulated')
      ? 'recorded and simulated models'
      : 'a recorded model'
    : natures.has('simulated')
      ? 'a simulated model'
      : undefined;
  return html`<p class="models">${[...used].map(
    ([reference, calls]) =>
      html`<span class="used">${modelReference(reference)} <span class="count">${counted(calls, 'call')}</span></span> `,
  )}</p>
${
  unreal === undefined
    ? undefined
    : html`<p class="unreal">${natures.has('real') ? 'Some replies' : 'The replies'} in this run come from ${unreal}: they were not inferred when it ran.</p>
`
}`;
}

function figures(totals: ReportSource['view']['tree']['totals']): Html {
  const { calls, answered, failed, reused, attempts, promptTokens, completionTokens, activeMs } = totals;
  const shown: (readonly [string, string, (string | undefined)?])[] = [
    ['calls', count(calls), answered === calls ? undefined : `${count(answered)} answered`],
    [
      'tokens',
      count(promptTokens + completionTokens),
      `${count(promptTokens)} in, ${count(completionTokens)} out`,
    ],
    ['running time', duration(activeMs)],
    ...(totals.cost > 0 ? [['cost', cost(totals.cost)] as const] : []),
    ...(failed > 0 ? [['failed', counted(failed, 'time')] as const] : []),
    ...(reused > 0 ? [['reused', counted(reused, 'answer')] as const] : []),
    ...(attempts > 0 ? [['retried', counted(attempts, 'time')] as const] : []),
  ];
  return html`<dl class="figures">${shown.map(
    ([name, value, more]) =>
      html`<div><dt>${name}</dt><dd>${value}${more === undefined ? undefined : html` <small>${more}</small>`}</dd></div>`,
  )}</dl>
`;
}

/** What the run was given. */
export function inputSection({ view }: ReportSource): Html {
  return html`<section id="input" aria-labelledby="input-title"><h2 id="input-title">Input</h2>
${given(view.tree.header?.input ?? null)}</section>
`;
}

/** Longer texts of an input are folded. */
const longInput = 3000;

function given(input: Json): Html {
  const texts: Html[] = [];
  const facts: Html[] = [];
  for (const [path, value] of leaves('', input, 0)) {
    if (isFact(value)) facts.push(html`<span class="fact"><bdi>${path}</bdi> ${fact(value)}</span> `);
    else texts.push(html`<div><dt><bdi>${path}</bdi></dt><dd>${long(path, value)}</dd></div>`);
  }
  return html`${
    texts.length === 0
      ? undefined
      : html`<dl class="given">${texts}</dl>
`
  }<p class="facts">${facts}</p>
`;
}

function isFact(value: Json): boolean {
  if (typeof value === 'string') return value.length <= 80 && !value.includes('\n');
  return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}

function fact(value: Json): Html {
  if (typeof value !== 'string')
    return html`<b>${typeof value === 'object' ? prettyJson(value) : String(value)}</b>`;
  return html`<b><bdi>${value}</bdi></b>${natureBadge(value)}`;
}

/** A question is prose; any other text of several lines is a file, whose columns count. */
function long(path: string, value: Json): Html {
  if (typeof value !== 'string') return jsonBlock(value);
  const isProse = path === '' || path.endsWith('question') || !value.includes('\n');
  return foldLong(value, longInput, isProse ? textBlock : codeBlock);
}

/** The texts and numbers of an input by their paths; what is nested deeper is shown as JSON. */
function leaves(path: string, value: Json, depth: number): (readonly [string, Json])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 3)
    return [[path, value]];
  return Object.entries(value).flatMap(([name, member]) =>
    leaves(path === '' ? name : `${path} › ${name}`, member, depth + 1),
  );
}

/** How the run came out: its answer, the verdict on it, or what stopped it. */
export function outcomeSection({ view, survey }: ReportSource): Html {
  const { finished } = view.tree;
  const notes = ['final-answer', 'checked-answer'].flatMap((kind) => {
    const n = survey.lastNotes.get(kind);
    const moment = n === undefined ? undefined : view.moment(n);
    return moment?.kind === 'note' ? [{ ...moment, moment: moment.n }] : [];
  });
  const at = finished?.at === undefined ? undefined : view.tree.call(finished.at);
  return html`<section id="outcome" aria-labelledby="outcome-title"><h2 id="outcome-title">Outcome</h2>
${notes.map((note) => verdict({ ...note, kind: 'note' }))}${finished?.error && failure(finished.error)}${
    at && html`<p>It ended at <a href="#m${at.asked}"><bdi>${at.label}</bdi></a>.</p>`
  }${
    notes.length === 0 && !finished?.error && finished?.output === undefined
      ? html`<p class="nothing">No outcome is on record.</p>`
      : undefined
  }${
    finished?.output === undefined
      ? undefined
      : html`<details class="fold"><summary>Output as JSON <span class="count">${counted(prettyJson(finished.output).length, 'character')}</span></summary>${jsonBlock(finished.output)}</details>
`
  }</section>
`;
}

function verdict(note: NoteNode): Html {
  return html`<div class="note note-${toneOf(note)}"><p class="note-line"><strong><bdi>${note.label}</bdi></strong> <a href="#m${note.moment}">where it was noted</a></p>
${noteFields(note)}</div>
`;
}
