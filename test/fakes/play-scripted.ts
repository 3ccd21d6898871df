import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Scripted } from './scripted.ts';

/** The body of a chat request, as far as the fake reads it. */
export const chatBodySchema = z.looseObject({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean() }).optional(),
});
export type ChatBody = z.infer<typeof chatBodySchema>;

type Reply = Extract<Scripted, { kind: 'reply' }>;

/** Writes one scripted answer. */
export async function play(scripted: Scripted, body: ChatBody, response: ServerResponse): Promise<void> {
  switch (scripted.kind) {
    case 'reply':
      if (body.stream === true && !scripted.whole) await stream(scripted, body, response);
      else whole(scripted, body, response);
      return;
    case 'status': {
      const text = typeof scripted.body === 'string' ? scripted.body : JSON.stringify(scripted.body);
      const type = typeof scripted.body === 'string' ? 'text/html' : 'application/json';
      response.writeHead(scripted.status, { 'content-type': type, ...scripted.headers }).end(text);
      return;
    }
    case 'stream':
      response.writeHead(200, scripted.headers);
      for (const piece of scripted.pieces) await write(response, piece);
      finish(scripted.then, response);
      return;
    case 'broken':
      open(response);
      await write(
        response,
        event(body, { role: 'assistant', content: scripted.text.slice(0, scripted.after) }),
      );
      finish(scripted.then, response);
      return;
    case 'silence':
      return;
    case 'endless':
      open(response);
      while (!response.destroyed) await write(response, event(body, { content: scripted.text }));
      return;
  }
}

async function stream(reply: Reply, body: ChatBody, response: ServerResponse): Promise<void> {
  open(response);
  await write(response, event(body, { role: 'assistant', content: '' }));
  for (const delta of deltasOf(reply)) {
    if (reply.delayMs > 0) await pause(reply.delayMs);
    if (response.destroyed) return;
    await write(response, event(body, delta));
  }
  await write(response, event(body, {}, reply.finishReason, reply.extra));
  if (reply.usage === 'counted' && body.stream_options?.include_usage === true) {
    await write(
      response,
      `data: ${JSON.stringify({ ...envelope(body), choices: [], usage: usageOf(reply, body) })}\n\n`,
    );
  }
  await write(response, 'data: [DONE]\n\n');
  response.end();
}

function whole(reply: Reply, body: ChatBody, response: ServerResponse): void {
  const message: Record<string, unknown> = { role: 'assistant', content: textOf(reply) };
  if (reply.reasoning !== undefined && reply.reasoningIn !== 'text')
    message[reply.reasoningIn] = reply.reasoning;
  const document = {
    ...envelope(body),
    object: 'chat.completion',
    choices: [{ index: 0, message, finish_reason: reply.finishReason }],
    ...(reply.usage === 'counted' ? { usage: usageOf(reply, body) } : {}),
    ...reply.extra,
  };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
}

function deltasOf(reply: Reply): Record<string, string>[] {
  const cut = (text: string): string[] => text.match(new RegExp(`[^]{1,${reply.chunk}}`, 'g')) ?? [];
  const field = reply.reasoningIn;
  const thought = field === 'text' ? [] : cut(reply.reasoning ?? '').map((piece) => ({ [field]: piece }));
  return [...thought, ...cut(textOf(reply)).map((content) => ({ content }))];
}

function textOf(reply: Reply): string {
  const inText = reply.reasoningIn === 'text' && reply.reasoning !== undefined;
  return inText ? `<think>\n${reply.reasoning}\n</think>\n\n${reply.text}` : reply.text;
}

function usageOf(reply: Reply, body: ChatBody): Record<string, unknown> {
  const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;
  const reasoning = words(reply.reasoning ?? '');
  const prompt = body.messages.reduce((sum, { content }) => sum + words(content), 0);
  const completion = words(reply.text) + reasoning;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

function envelope(body: ChatBody): Record<string, unknown> {
  return { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 0, model: body.model };
}

function event(body: ChatBody, delta: object, finish: string | null = null, extra: object = {}): string {
  return `data: ${JSON.stringify({ ...envelope(body), choices: [{ index: 0, delta, finish_reason: finish }], ...extra })}\n\n`;
}

function open(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
}

async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed) return;
  if (!response.write(text)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  // A turn of the loop between pieces, so that each is a piece of its own on the wire.
  else await turn();
}

function finish(how: 'end' | 'reset' | 'hang', response: ServerResponse): void {
  if (how === 'end') response.end();
  else if (how === 'reset') response.socket?.resetAndDestroy();
}
