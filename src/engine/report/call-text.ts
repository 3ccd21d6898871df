import { chatReplySchema } from '../models/chat-model.ts';
import { modelRequestSchema } from '../models/model-tool.ts';
import { pythonAnswerSchema, pythonRequestSchema } from '../python/python-run.ts';
import type { JournalView } from '../runs/journal-view.ts';
import type { CallNode } from '../runs/run-tree.ts';
import { counted, duration } from './figures.ts';
import { natureOf } from './model-reference-label.ts';
import { plainLine, plainText } from './plain-text.ts';
import { marks } from './state-mark.ts';
import { prettyJson } from './text-block.ts';

/**
 * One call in full, as lines of plain text for a terminal: everything that was asked and answered, with control
 * characters named.
 */
export function* callText(view: JournalView, call: CallNode): Generator<string> {
  const asked = view.moment(call.asked);
  const settled = call.settled === undefined ? undefined : view.moment(call.settled);
  yield `${marks[call.state]} ${plainLine(call.label)}  ${plainLine(call.address)}  (${call.state})`;
  if (call.reused) yield `  reused from the parent, ${call.reused} the edit`;
  if (call.edited) yield '  edited by a person';
  if (call.attempts > 0) yield `  ${counted(call.attempts, 'failed attempt')} before it`;
  if (asked.kind === 'asked') yield* request(call.tool, asked.request);
  switch (settled?.kind) {
    case 'answered':
      yield* answer(call.tool, settled.answer);
      break;
    case 'failed':
      yield* part('failed', `${settled.error.message}\n${settled.error.hint}`.trimEnd());
      break;
    case 'cancelled':
      yield* part('cancelled', settled.reason);
      break;
    default:
      yield* part('no answer in the journal', '');
      break;
  }
}

function* part(name: string, text: string): Generator<string> {
  yield '';
  yield `── ${plainLine(name)}`;
  if (text !== '') yield* plainText(text).split('\n');
}

function* request(tool: string, value: unknown): Generator<string> {
  const chat = tool === 'model' ? modelRequestSchema.safeParse(value) : undefined;
  if (chat?.success) {
    const { model, messages, ...wishes } = chat.data;
    const nature = natureOf(model);
    yield `  ${plainLine(model)}${nature === 'real' ? '' : ` [${nature}]`}`;
    if (Object.keys(wishes).length > 0) yield `  ${plainLine(JSON.stringify(wishes))}`;
    for (const { role, content } of messages) yield* part(role, content);
    return;
  }
  const python = tool === 'python' ? pythonRequestSchema.safeParse(value) : undefined;
  if (python?.success) {
    yield* part('code', python.data.code);
    for (const [name, text] of Object.entries(python.data.files ?? {})) yield* part(`file ${name}`, text);
    return;
  }
  yield* part('request', prettyJson(value));
}

function* answer(tool: string, value: unknown): Generator<string> {
  const chat = tool === 'model' ? chatReplySchema.safeParse(value) : undefined;
  if (chat?.success) {
    const { text, reasoning, usage, finishReason, latencyMs, adjusted } = chat.data;
    if (reasoning !== undefined) yield* part('reasoning', reasoning);
    yield* part('reply', text);
    yield '';
    yield `${counted(usage.promptTokens, 'token')} in, ${counted(usage.completionTokens, 'token')} out${
      usage.estimated ? ' (estimated)' : ''
    }, ${duration(latencyMs)}${finishReason === 'stop' ? '' : `, ended by ${finishReason}`}${
      adjusted && adjusted.length > 0 ? `, ${plainLine(adjusted.join(', '))}` : ''
    }`;
    return;
  }
  const python = tool === 'python' ? pythonAnswerSchema.safeParse(value) : undefined;
  if (python?.success) {
    const { stdout, stderr, dropped, outcome, exception, durationMs, interpreter } = python.data;
    if (stdout !== '') yield* part('output', stdout);
    if (stderr !== '') yield* part('standard error', stderr);
    if (exception) yield* part(exception.type, exception.message);
    yield '';
    yield `${outcome}, ${duration(durationMs)}, ${plainLine(interpreter)}${
      dropped > 0 ? `, ${counted(dropped, 'more character')} dropped` : ''
    }`;
    return;
  }
  yield* part('answer', prettyJson(value));
}
