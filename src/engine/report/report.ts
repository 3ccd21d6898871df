import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { JournalView } from '../runs/journal-view.ts';
import { asidesSection, versionsSection } from './closing.ts';
import { count } from './figures.ts';
import { html, type Html } from './html.ts';
import { lineageSection } from './lineage-section.ts';
import { MessageHistory } from './message-history.ts';
import { inputSection, opening, outcomeSection } from './opening.ts';
import { outlineNavigation } from './outline-navigation.ts';
import { pageEnd, pageStart } from './page.ts';
import type { ReportSource } from './report-source.ts';
import { survey } from './survey.ts';
import { timeline } from './timeline.ts';
import { treeSection } from './tree-section.ts';

/** A run with more calls than this is shown with each call folded to its line. */
const unfoldedCalls = 300;

/** Characters handed on at a time. */
const chunkLength = 1 << 16;

/**
 * A run as one static page that opens offline: no script, nothing fetched, everything from the run escaped. The
 * pieces come one after the other, so that a run of any length takes the memory of its tree and its longest call.
 *
 * The view must stay open, and must not be refreshed, until the last piece: the page shows one moment of the run.
 */
export function* report(view: JournalView): Generator<string> {
  let pending = '';
  for (const piece of sections(view)) {
    pending += piece.toString();
    if (pending.length < chunkLength) continue;
    yield pending;
    pending = '';
  }
  yield pending;
}

/** Writes the report of a run to a file. */
export async function writeReport(view: JournalView, path: string): Promise<void> {
  await pipeline(Readable.from(report(view), { objectMode: true }), createWriteStream(path));
}

function* sections(view: JournalView): Generator<Html> {
  const source: ReportSource = {
    view,
    survey: survey(view),
    history: new MessageHistory(),
    unfolded: view.tree.totals.calls <= unfoldedCalls,
  };
  const { totals, title, asides, header } = view.tree;
  const times = timeline(source);
  yield pageStart(title);
  yield html`<div class="page">
<nav class="outline" aria-label="Outline"><p class="outline-title"><a href="#top">Outline</a></p>
<ul class="sections"><li><a href="#input">Input</a></li><li><a href="#outcome">Outcome</a></li>${
    header?.parent ? html`<li><a href="#lineage">Lineage</a></li>` : undefined
  }${times && html`<li><a href="#timeline">Timeline</a></li>`}<li><a href="#record">Record</a></li></ul>
`;
  yield outlineNavigation(source);
  yield html`<ul class="sections">${asides.length > 0 ? html`<li><a href="#asides">Asides</a></li>` : undefined}<li><a href="#versions">Versions</a></li></ul></nav>
<main id="top">
`;
  yield opening(source);
  yield inputSection(source);
  yield outcomeSection(source);
  const lineage = lineageSection(view);
  if (lineage) yield lineage;
  if (times) yield times;
  yield html`<section id="record" class="record${source.unfolded ? '' : ' folded'}" aria-labelledby="record-title"><h2 id="record-title">Record</h2>
`;
  yield* treeSection(source);
  yield html`</section>\n`;
  yield* asidesSection(source);
  yield* versionsSection(source);
  yield html`<footer><p>Written by Baton from the run's journal, ${count(totals.moments)} moments. Characters that would not be seen, or would change how others are seen, are shown by their code points.</p></footer>
</main></div>
`;
  yield pageEnd();
}
