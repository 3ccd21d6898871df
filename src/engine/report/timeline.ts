import { duration } from './figures.ts';
import { html, type Html } from './html.ts';
import type { ReportSource } from './report-source.ts';
import { longestTimeline } from './survey.ts';
import { preview } from './text-block.ts';

/** When each call was under way, side by side: running time, so that pauses and dead processes leave no gap. */
export function timeline({ view, survey }: ReportSource): Html | undefined {
  const { totals } = view.tree;
  const all = totals.activeMs;
  if (totals.calls === 0 || totals.calls > longestTimeline || all <= 0) return undefined;
  const rows: Html[] = [];
  for (const call of view.tree.allCalls()) {
    const from = survey.activeAt.get(call.asked);
    if (from === undefined || call.reused || call.tool === 'clock' || call.tool === 'random') continue;
    const until = (call.settled === undefined ? undefined : survey.activeAt.get(call.settled)) ?? all;
    // What takes no time to speak of would be a page of empty rows.
    if (call.tool === 'person' && until - from < all / 200) continue;
    const time = duration(until - from);
    rows.push(html`<li><a href="#m${call.asked}"><bdi>${preview(call.label, 40)}</bdi></a><span class="track"><span class="bar bar-${
      call.tool === 'model' || call.tool === 'python' ? call.tool : 'other'
    }" style="left:${percent(from / all)}%;width:${percent((until - from) / all)}%"></span></span><span class="measure">${time}</span></li>
`);
  }
  if (rows.length < 2) return undefined;
  return html`<section id="timeline" aria-labelledby="timeline-title"><h2 id="timeline-title">Timeline</h2>
<details${rows.length <= 40 ? html` open` : undefined}><summary>${rows.length} calls over ${duration(all)} of running time</summary>
<ol class="timeline">
${rows}</ol></details></section>
`;
}

function percent(share: number): number {
  return Math.round(Math.max(0, Math.min(1, share)) * 10_000) / 100;
}
