import * as l10n from '@vscode/l10n';
import { type ChatReply, chatReplySchema } from '../../engine/models/chat-model.ts';
import { type ModelRequest, modelRequestSchema } from '../../engine/models/model-tool.ts';
import { pythonAnswerSchema, pythonRequestSchema } from '../../engine/python/python-run.ts';
import type { Json } from '../../engine/runs/json.ts';
import type { CallError } from '../../engine/runs/moment.ts';
import type { Attempt } from '../../engine/runs/tool.ts';
import type { Part } from '../../../webview/session/protocol.ts';
import type { LiveCall, LiveText } from './live-texts.ts';

/** One whole text of a call, before it is cut for display. */
export interface CallText {
  readonly id: string;
  readonly title: string;
  readonly look: Part['look'];
  readonly text: string;
  /** Folded, unless a person chose otherwise. */
  readonly usuallyFolded?: boolean;
  /** Texts that belong into this one, which has none of its own. */
  readonly holds?: readonly CallText[];
  /** It is still coming in: the end of `length` characters. */
  readonly live?: { readonly length: number };
}

/** What a call was asked and what it answered, as the journal has it. */
export interface CallContent {
  readonly tool: string;
  readonly request: Json;
  readonly answer: Json | undefined;
  readonly error: CallError | undefined;
  readonly cancelled: string | undefined;
  readonly attempts: readonly Attempt[];
  readonly live: LiveCall | undefined;
}

/** The texts of a call, in the order in which they are read. What is shown, searched, copied and opened is this. */
export function callTexts(content: CallContent): CallText[] {
  const texts = bodyTexts(content);
  const { error, cancelled, attempts } = content;
  if (attempts.length > 0) {
    const lines = attempts.map(({ reason, waitMs }, index) =>
      l10n.t('{0}. {1}; waited {2} ms', index + 1, reason, Math.round(waitMs)),
    );
    texts.push({
      id: 'attempts',
      title: l10n.t('Failed attempts'),
      look: 'data',
      text: lines.join('\n'),
      usuallyFolded: true,
    });
  }
  if (error) {
    const text = error.hint === '' ? error.message : `${error.message}\n${error.hint}`;
    texts.push({ id: 'error', title: l10n.t('Failed'), look: 'error', text });
  }
  if (cancelled !== undefined) {
    texts.push({ id: 'cancelled', title: l10n.t('Cancelled'), look: 'error', text: cancelled });
  }
  return texts;
}

function bodyTexts(content: CallContent): CallText[] {
  switch (content.tool) {
    case 'model': {
      const request = modelRequestSchema.safeParse(content.request);
      return request.success ? modelTexts(request.data, content) : otherTexts(content);
    }
    case 'python': {
      const request = pythonRequestSchema.safeParse(content.request);
      return request.success ? pythonTexts(request.data.code, content) : otherTexts(content);
    }
    case 'person':
      return personTexts(content);
    default:
      return otherTexts(content);
  }
}

function modelTexts(request: ModelRequest, { answer, live }: CallContent): CallText[] {
  const texts: CallText[] = [];
  const earlier = request.messages.slice(0, -1);
  if (earlier.length > 0) {
    texts.push({
      id: 'earlier',
      title: l10n.t('Earlier messages'),
      look: 'prose',
      text: '',
      usuallyFolded: true,
      holds: earlier.map(({ role, content: text }, index) => ({
        id: `earlier-${index}`,
        title: roleTitle(role),
        look: 'prose',
        text,
      })),
    });
  }
  const reply = chatReplySchema.safeParse(answer);
  texts.push(parametersText(request, reply.success ? reply.data : undefined));
  const last = request.messages.at(-1);
  if (last) {
    texts.push({ id: 'instruction', title: l10n.t('Instruction'), look: 'prose', text: last.content });
  }
  if (reply.success) {
    const { text, reasoning } = reply.data;
    if (reasoning !== undefined && reasoning !== '') {
      texts.push(reasoningText(reasoning));
    }
    texts.push({ id: 'reply', title: l10n.t('Reply'), look: 'prose', text });
  } else if (answer !== undefined) {
    texts.push(dataText('answer', l10n.t('Answer'), answer));
  } else {
    if (live?.reasoning) texts.push({ ...reasoningText(live.reasoning.text), ...liveOf(live.reasoning) });
    if (live?.reply) {
      texts.push({ id: 'reply', title: l10n.t('Reply'), look: 'prose', ...liveOf(live.reply) });
    }
  }
  return texts;
}

function reasoningText(text: string): CallText {
  return { id: 'reasoning', title: l10n.t('Reasoning'), look: 'prose', text, usuallyFolded: true };
}

function liveOf({ text, length }: LiveText): { text: string; live: { length: number } } {
  return { text, live: { length } };
}

function roleTitle(role: 'system' | 'user' | 'assistant'): string {
  switch (role) {
    case 'system':
      return l10n.t('System');
    case 'user':
      return l10n.t('Asked');
    case 'assistant':
      return l10n.t('Replied');
  }
}

/** What was requested beside the messages, and how it was honoured. */
function parametersText(request: ModelRequest, reply: ChatReply | undefined): CallText {
  const asked = Object.entries(request).filter(([name]) => name !== 'messages');
  const came = Object.entries(reply ?? {}).filter(([name]) => name !== 'text' && name !== 'reasoning');
  const parameters = { ...Object.fromEntries(asked), ...(reply ? { reply: Object.fromEntries(came) } : {}) };
  return { ...dataText('parameters', l10n.t('Parameters'), parameters as Json), usuallyFolded: true };
}

function pythonTexts(code: string, { answer, live }: CallContent): CallText[] {
  const texts: CallText[] = [{ id: 'code', title: l10n.t('Code'), look: 'code', text: code }];
  const run = pythonAnswerSchema.safeParse(answer);
  if (!run.success) {
    if (answer !== undefined) texts.push(dataText('answer', l10n.t('Answer'), answer));
    if (live?.output) {
      texts.push({ id: 'output', title: l10n.t('Output'), look: 'output', ...liveOf(live.output) });
    }
    return texts;
  }
  const { stdout, stderr, dropped } = run.data;
  if (stdout !== '' || stderr === '') {
    texts.push({ id: 'output', title: l10n.t('Output'), look: 'output', text: stdout });
  }
  if (stderr !== '') texts.push({ id: 'errors', title: l10n.t('Errors'), look: 'output', text: stderr });
  if (dropped > 0) {
    const text = l10n.t('{0} more characters were printed beyond the limit, and dropped.', dropped);
    texts.push({ id: 'dropped', title: l10n.t('Dropped'), look: 'error', text });
  }
  return texts;
}

function personTexts({ answer, request }: CallContent): CallText[] {
  const messages =
    typeof answer === 'object' && answer !== null && 'messages' in answer ? answer.messages : undefined;
  if (!Array.isArray(messages)) return otherTexts({ request, answer });
  return messages
    .filter((message) => typeof message === 'string')
    .map((text, index) => ({ id: `said-${index}`, title: l10n.t('Said'), look: 'prose', text }));
}

function otherTexts({ request, answer }: Pick<CallContent, 'request' | 'answer'>): CallText[] {
  const texts = [dataText('request', l10n.t('Request'), request)];
  if (answer !== undefined) texts.push(dataText('answer', l10n.t('Answer'), answer));
  return texts;
}

export function dataText(id: string, title: string, value: Json): CallText {
  return {
    id,
    title,
    look: 'data',
    text: typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  };
}

/** A text with what it holds. */
export function wholeOf(text: CallText | undefined): string | undefined {
  if (!text?.holds) return text?.text;
  return text.holds.map((held) => `${held.title}:\n${held.text}`).join('\n\n');
}
