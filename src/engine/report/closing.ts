import type { AsideNode } from '../runs/run-tree.ts';
import { counted, utc } from './figures.ts';
import { failure } from './call-article.ts';
import { html, type Html } from './html.ts';
import type { ReportSource } from './report-source.ts';
import { jsonBlock, textBlock } from './text-block.ts';
import { chatReplySchema } from '../models/chat-model.ts';
import { modelRequestSchema } from '../models/model-tool.ts';
import { modelReference } from './model-reference-label.ts';

/** Questions that were asked beside the run: on the record, no part of its outcome. */
export function* asidesSection({ view }: ReportSource): Generator<Html> {
  const { asides } = view.tree;
  if (asides.length === 0) return;
  yield html`<section id="asides" aria-labelledby="asides-title"><h2 id="asides-title">Asides</h2>
<p>${counted(asides.length, 'question')} asked beside the run. They changed nothing in it.</p>
`;
  for (const aside of asides) yield asideArticle(aside, view);
  yield html`</section>\n`;
}

function asideArticle({ label, asked, settled }: AsideNode, view: ReportSource['view']): Html {
  const question = view.moment(asked);
  const answer = settled === undefined ? undefined : view.moment(settled);
  if (question.kind !== 'aside') return html``;
  const chat = question.tool === 'model' ? modelRequestSchema.safeParse(question.request) : undefined;
  const last = chat?.success ? chat.data.messages.at(-1) : undefined;
  const before = chat?.success ? chat.data.messages.length - 1 : 0;
  return html`<details class="call" id="m${asked}"><summary><span class="label"><bdi>${label}</bdi></span> <span class="tool"><bdi>${question.tool}</bdi></span></summary>
<div class="body">${chat?.success ? html`<p class="facts">${modelReference(chat.data.model)}</p>` : undefined}${
    before > 0
      ? html`<p class="nothing">${counted(before, 'earlier message')}: see the call it was asked about.</p>`
      : undefined
  }<div class="message"><div class="role">asked</div>${last ? textBlock(last.content) : jsonBlock(question.request)}</div>
${answer?.kind === 'aside-answered' ? answered(answer.answer, answer.error) : html`<p class="nothing">There is no answer in the journal.</p>`}</div></details>
`;
}

function answered(answer: unknown, error: Parameters<typeof failure>[0] | undefined): Html {
  if (error) return failure(error);
  const reply = chatReplySchema.safeParse(answer);
  return html`<div class="message message-reply"><div class="role">reply</div>${
    reply.success ? textBlock(reply.data.text) : jsonBlock(answer)
  }</div>
`;
}

const happened: Readonly<Record<'resumed' | 'paused' | 'continued' | 'renamed', string>> = {
  resumed: 'resumed by another process',
  paused: 'paused',
  continued: 'continued',
  renamed: 'renamed',
};

/** Versions that the outcome depends on, and what interrupted the run. */
export function* versionsSection({ view, survey }: ReportSource): Generator<Html> {
  const { header } = view.tree;
  const pins = Object.entries(header?.pins ?? {});
  yield html`<section id="versions" aria-labelledby="versions-title"><h2 id="versions-title">Versions</h2>
<p>What the outcome depends on besides what was asked: where one of these differs, the run can be viewed and forked, not resumed.</p>
<table><thead><tr><th scope="col">what</th><th scope="col">version</th></tr></thead><tbody>
<tr><th scope="row">program <bdi>${header?.program.name}</bdi></th><td><code><bdi>${header?.program.version}</bdi></code></td></tr>
${pins.map(
  ([
    name,
    version,
  ]) => html`<tr><th scope="row"><bdi>${name}</bdi></th><td><code><bdi>${version}</bdi></code></td></tr>
`,
)}</tbody></table>
`;
  if (survey.events.length > 0) {
    yield html`<h3>Interruptions</h3><ol class="events">`;
    for (const { kind, moment: n } of survey.events) {
      const moment = view.moment(n);
      yield html`<li>${utc(moment.t)?.text} <b>${happened[kind]}</b>${
        moment.kind === 'resumed' && moment.dropped > 0
          ? html`, a torn last line of ${counted(moment.dropped, 'byte')} dropped`
          : undefined
      }${moment.kind === 'renamed' ? html` <bdi>${moment.title}</bdi>` : undefined}</li>
`;
    }
    yield html`</ol>`;
  }
  yield html`</section>\n`;
}
