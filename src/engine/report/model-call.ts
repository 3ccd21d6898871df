import { chatReplySchema, type ChatMessage, type ChatReply, type Usage } from '../models/chat-model.ts';
import { modelRequestSchema, type ModelRequest } from '../models/model-tool.ts';
import type { CallNode } from '../runs/run-tree.ts';
import { cost, count, counted, duration } from './figures.ts';
import { html, type Html } from './html.ts';
import type { MessageHistory, ShownMessage } from './message-history.ts';
import { modelReference } from './model-reference-label.ts';
import { foldLong, textBlock } from './text-block.ts';

/** Earlier messages that a fold lists one by one; where there are more, the oldest are only counted. */
const listed = 60;
/** A longer message of a request is folded to its first line; replies are not. */
const longMessage = 6000;
const longSystemMessage = 600;

/** A call of a chat model: what was new in what it was sent, what it thought and what it replied. */
export function modelCall(
  call: CallNode,
  request: unknown,
  answer: unknown,
  history: MessageHistory,
): { readonly asked: Html; readonly answered: Html | undefined } | undefined {
  const asked = modelRequestSchema.safeParse(request);
  if (!asked.success) return undefined;
  const reply = answer === undefined ? undefined : chatReplySchema.safeParse(answer);
  if (reply?.success === false) return undefined;
  const { earlier, fresh } = history.take(call, asked.data.messages, reply?.data.text);
  return {
    asked: html`<p class="facts">${modelReference(asked.data.model)}${parameters(asked.data)}</p>
${earlierMessages(earlier)}${fresh.map(message)}`,
    answered: reply && replied(reply.data),
  };
}

function message({ role, content }: ChatMessage): Html {
  return html`<div class="message message-${role}"><div class="role">${role}</div>${foldLong(
    content,
    role === 'system' ? longSystemMessage : longMessage,
    textBlock,
  )}</div>
`;
}

/** Each stands in full where it was new; here are its beginning and the way there. */
function earlierMessages(earlier: readonly ShownMessage[]): Html | undefined {
  if (earlier.length === 0) return undefined;
  const hidden = Math.max(0, earlier.length - listed);
  return html`<details class="fold earlier"><summary>${counted(earlier.length, 'earlier message')}</summary>
<ol start="${hidden + 1}">${earlier
    .slice(hidden)
    .map(
      ({ role, preview, shownAt }) =>
        html`<li><span class="role">${role}</span> <bdi>${preview}</bdi> <a href="#m${shownAt}">in full</a></li>`,
    )}</ol>${
    hidden > 0
      ? html`<p class="nothing">${counted(hidden, 'older message')} before these: see the call before.</p>`
      : undefined
  }</details>
`;
}

function parameters(request: ModelRequest): Html {
  const { temperature, topP, maxTokens, seed, stop, thinking, steering } = request;
  const wishes: (readonly [string, string | number | undefined])[] = [
    ['temperature', temperature],
    ['top-p', topP],
    ['at most', maxTokens === undefined ? undefined : counted(maxTokens, 'token')],
    ['seed', seed],
    ['stops', stop?.map((text) => JSON.stringify(text)).join(', ')],
    ['thinking', thinking === undefined ? undefined : thinking ? 'on' : 'off'],
    ['steering', steering && steered(steering)],
  ];
  return html`${wishes.map(([name, value]) =>
    value === undefined ? undefined : html` <span class="fact">${name} <b>${value}</b></span>`,
  )}`;
}

function steered({ experts, beta }: NonNullable<ModelRequest['steering']>): string {
  return `${experts.map(({ layer, expert }) => `layer ${layer} expert ${expert}`).join(', ')} × ${beta}`;
}

function replied(reply: ChatReply): Html {
  const { text, reasoning, adjusted } = reply;
  return html`${
    reasoning === undefined || reasoning === ''
      ? undefined
      : html`<details class="fold reasoning"><summary>Reasoning <span class="count">${counted(reasoning.length, 'character')}</span></summary>${textBlock(reasoning)}</details>
`
  }<div class="message message-reply"><div class="role">reply</div>${textBlock(text)}</div>
<p class="facts">${usage(reply.usage)}${ending(reply)}${adjusted?.map(
    (change) => html` <span class="fact fact-odd">${change}</span>`,
  )}</p>
`;
}

function usage({ promptTokens, completionTokens, reasoningTokens, estimated }: Usage): Html {
  return html`<span class="fact"><b>${count(promptTokens)}</b> tokens in</span> <span class="fact"><b>${count(completionTokens)}</b> out${
    reasoningTokens === undefined ? undefined : html`, ${count(reasoningTokens)} of them reasoning`
  }</span>${estimated ? html` <span class="fact fact-odd">estimated, the server gave no usage</span>` : undefined}`;
}

function ending(reply: ChatReply): Html {
  const { finishReason, latencyMs, firstTokenMs, servedModel, steering } = reply;
  return html` <span class="fact">${duration(latencyMs)}${
    firstTokenMs === undefined ? undefined : html`, first token after ${duration(firstTokenMs)}`
  }</span>${
    finishReason === 'stop'
      ? undefined
      : html` <span class="fact fact-odd">ended by ${finishReason === 'length' ? 'the limit of tokens' : finishReason}</span>`
  }${servedModel === undefined ? undefined : html` <span class="fact">served as <bdi>${servedModel}</bdi></span>`}${
    steering === undefined ? undefined : html` <span class="fact">steered ${steered(steering)}</span>`
  }${reply.cost === undefined ? undefined : html` <span class="fact">cost <b>${cost(reply.cost)}</b></span>`}`;
}
