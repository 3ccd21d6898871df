import { z } from 'zod';
import type { CallError } from '../runs/moment.ts';
import type { CallNode } from '../runs/run-tree.ts';
import { count, counted, duration } from './figures.ts';
import { html, type Html } from './html.ts';
import { modelCall } from './model-call.ts';
import { natureBadge } from './model-reference-label.ts';
import { otherCall, personCall } from './other-call.ts';
import { pythonCall } from './python-call.ts';
import type { ReportSource } from './report-source.ts';
import { stateMark } from './state-mark.ts';

/** One call of a run: its line, and folded below it all that was asked and answered. */
export function callArticle(call: CallNode, source: ReportSource): Html {
  const { view } = source;
  const asked = view.moment(call.asked);
  const settled = call.settled === undefined ? undefined : view.moment(call.settled);
  const request = asked.kind === 'asked' ? asked.request : undefined;
  const answer = settled?.kind === 'answered' ? settled.answer : undefined;
  const { asked: what, answered } = parts(call, request, answer, source);
  const quiet = isQuiet(call, answer);
  return html`<details class="call call-${call.state}${quiet ? ' call-quiet' : ''}" id="m${call.asked}"${
    source.unfolded && !quiet ? html` open` : undefined
  }><summary>${stateMark(call.state)} <span class="label"><bdi>${call.label}</bdi></span> <span class="tool"><bdi>${call.tool}</bdi></span>${badges(call, request)} <span class="measure">${measures(call)}</span></summary>
<div class="body">
${what}${attempts(call, source)}${answered}${settled?.kind === 'failed' ? failure(settled.error) : undefined}${
    settled?.kind === 'cancelled'
      ? html`<p class="failure">Cancelled: <bdi>${settled.reason}</bdi></p>
`
      : undefined
  }${
    settled === undefined
      ? html`<p class="nothing">There is no answer in the journal.</p>
`
      : undefined
  }<p class="address"><a href="#m${call.asked}">${moments(call)}</a> <code><bdi>${call.address}</bdi></code></p>
</div></details>
`;
}

/** What went wrong and what to do about it. */
export function failure({ code, message, hint }: CallError): Html {
  return html`<p class="failure"><strong><bdi>${message}</bdi></strong>${
    hint === '' ? undefined : html` <bdi>${hint}</bdi>`
  } <code><bdi>${code}</bdi></code></p>
`;
}

function parts(
  call: CallNode,
  request: unknown,
  answer: unknown,
  source: ReportSource,
): { readonly asked: Html; readonly answered: Html | undefined } {
  const known =
    call.tool === 'model'
      ? modelCall(call, request, answer, source.history)
      : call.tool === 'python'
        ? pythonCall(request, answer)
        : call.tool === 'person'
          ? personCall(request, answer)
          : undefined;
  return known ?? otherCall(request, answer);
}

/** The clock, chance, and a person who said nothing: on the record, and nothing to read. */
function isQuiet({ tool, state, edited }: CallNode, answer: unknown): boolean {
  if (state !== 'answered' || edited) return false;
  if (tool === 'clock' || tool === 'random') return true;
  return tool === 'person' && JSON.stringify(answer) === '{"messages":[]}';
}

const withModel = z.object({ model: z.string() });

function badges({ reused, edited }: CallNode, request: unknown): Html {
  const model = withModel.safeParse(request);
  return html`${model.success ? natureBadge(model.data.model) : undefined}${
    reused === undefined
      ? undefined
      : html` <span class="badge" title="answered from the parent's journal, ${reused} the edit">reused</span>`
  }${edited ? html` <span class="badge badge-edited">edited</span>` : undefined}`;
}

function measures({ askedAt, settledAt, reused, spend }: CallNode): Html {
  const time = settledAt === undefined || reused ? undefined : duration(Math.max(0, settledAt - askedAt));
  const tokens = spend && html`${count(spend.promptTokens)} → ${count(spend.completionTokens)} tokens`;
  return html`${tokens}${tokens && time !== undefined ? ' · ' : undefined}${time}`;
}

function moments({ asked, settled }: CallNode): string {
  return settled === undefined ? `moment ${asked}` : `moments ${asked} and ${settled}`;
}

function attempts(call: CallNode, { view, survey }: ReportSource): Html | undefined {
  const failed = survey.attempts.get(call.address) ?? [];
  const again = survey.askedAgain.get(call.address)?.length ?? 0;
  if (failed.length === 0 && again === 0) return undefined;
  return html`<div class="attempts">${
    again === 0
      ? undefined
      : html`<p>Asked again ${counted(again, 'time')}: before that no answer had come.</p>`
  }${
    failed.length === 0
      ? undefined
      : html`<p>${counted(failed.length, 'attempt')} failed before it:</p><ol>${failed.map((n) => {
          const moment = view.moment(n);
          if (moment.kind !== 'attempt') return undefined;
          return html`<li><bdi>${moment.reason}</bdi> <span class="count">then waited ${duration(moment.waitMs)}</span></li>`;
        })}</ol>`
  }</div>
`;
}
