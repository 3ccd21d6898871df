import type { Capabilities, Refusable } from './capabilities.ts';
import type { ChatMessage, ChatRequest, Steering } from './chat-model.ts';
import { foldRoles } from './fold-roles.ts';

/** The body of `POST /chat/completions`, in the protocol's own names. */
export interface WireRequest {
  model: string;
  messages: ChatMessage[];
  stream: boolean;
  stream_options?: { include_usage: true };
  temperature?: number;
  top_p?: number;
  seed?: number;
  stop?: string[];
  max_tokens?: number;
  max_completion_tokens?: number;
  /** The switch for thinking that vLLM, SGLang and llama.cpp share. */
  chat_template_kwargs?: { enable_thinking: boolean };
  /** The switch for thinking at api.openai.com. */
  reasoning_effort?: 'none' | 'medium';
  steering?: Steering;
}

/** How a server differs from the common protocol before anything was learned about it. */
export type Dialect = 'openai' | 'compatible';

/** The body for a request, within what the model is known to take, and what had to be changed for that. */
export function wireRequest(
  name: string,
  request: ChatRequest,
  capabilities: Capabilities,
  dialect: Dialect,
): { readonly body: WireRequest; readonly adjusted: string[] } {
  const refused = new Set<Refusable>(capabilities.refused);
  const adjusted: string[] = [];
  const takes = (parameter: Refusable, said: string = parameter): boolean => {
    if (refused.has(parameter)) adjusted.push(`${said}: dropped`);
    return !refused.has(parameter);
  };

  const body: WireRequest = {
    model: name,
    messages: foldRoles(request.messages, capabilities.roles),
    stream: false,
  };
  if (capabilities.roles !== 'all' && request.messages.some(({ role }) => role === 'system')) {
    adjusted.push('system role: folded into the user message');
  }
  if (body.messages.length < request.messages.length && capabilities.roles === 'alternating') {
    adjusted.push('messages: joined, so that roles alternate');
  }
  if (takes('stream')) {
    body.stream = true;
    if (!refused.has('stream_options')) body.stream_options = { include_usage: true };
  }
  if (request.temperature !== undefined && takes('temperature')) body.temperature = request.temperature;
  if (request.topP !== undefined && takes('top_p')) body.top_p = request.topP;
  if (request.seed !== undefined && takes('seed')) body.seed = request.seed;
  if (request.stop !== undefined && request.stop.length > 0 && takes('stop')) body.stop = [...request.stop];
  if (request.maxTokens !== undefined) limitTokens(body, request.maxTokens, refused, dialect, adjusted);
  if (request.thinking !== undefined) {
    if (dialect === 'openai') {
      if (takes('reasoning_effort', 'thinking')) body.reasoning_effort = request.thinking ? 'medium' : 'none';
    } else if (takes('chat_template_kwargs', 'thinking')) {
      body.chat_template_kwargs = { enable_thinking: request.thinking };
    }
  }
  if (request.steering !== undefined && takes('steering')) body.steering = request.steering;
  return { body, adjusted };
}

/** OpenAI's own models want `max_completion_tokens`; everyone else has always known `max_tokens`. */
function limitTokens(
  body: WireRequest,
  limit: number,
  refused: ReadonlySet<Refusable>,
  dialect: Dialect,
  adjusted: string[],
): void {
  const names = ['max_tokens', 'max_completion_tokens'] as const;
  const [first, second] = dialect === 'openai' ? [names[1], names[0]] : names;
  if (!refused.has(first)) {
    body[first] = limit;
  } else if (!refused.has(second)) {
    body[second] = limit;
    adjusted.push(`${first}: sent as ${second}`);
  } else {
    adjusted.push('max_tokens: dropped');
  }
}
