import { describe, expect, it } from 'vitest';
import { learnRefusal } from './learn-refusal.ts';
import type { WireRequest } from './wire-request.ts';

const sent: WireRequest = {
  model: 'm',
  messages: [
    { role: 'system', content: 's' },
    { role: 'user', content: 'about temperature' },
  ],
  stream: true,
  stream_options: { include_usage: true },
  temperature: 0.1,
  top_p: 0.9,
  seed: 1,
  stop: ['x'],
  max_tokens: 10,
};

const openai = (message: string, param: string | null, code: string | null): string =>
  JSON.stringify({ error: { message, type: 'invalid_request_error', param, code } });
const forbidden = (name: string): unknown => ({
  type: 'extra_forbidden',
  loc: ['body', name],
  msg: 'Extra inputs are not permitted',
  input: 1,
});

describe('learning from a refusal', () => {
  it.each<[string, number, string, string]>([
    [
      'OpenAI names the parameter',
      400,
      openai(
        "Unsupported parameter: 'top_p' is not supported with this model.",
        'top_p',
        'unsupported_parameter',
      ),
      'top_p',
    ],
    [
      'OpenAI refuses any value but one',
      400,
      openai(
        "Unsupported value: 'temperature' does not support 0.1 with this model. Only the default (1) value is supported.",
        'temperature',
        'unsupported_value',
      ),
      'temperature',
    ],
    [
      'two names in one sentence',
      400,
      openai(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        null,
        'invalid_request_body',
      ),
      'max_tokens',
    ],
    [
      'streaming that needs a verified account',
      400,
      openai('Your organization must be verified to stream this model.', 'stream', 'unsupported_value'),
      'stream',
    ],
    ['FastAPI', 422, JSON.stringify({ detail: [forbidden('stream_options')] }), 'stream_options'],
    [
      'Mistral, under message',
      422,
      JSON.stringify({ object: 'error', message: { detail: [forbidden('seed')] } }),
      'seed',
    ],
    [
      'Mistral, a list as message',
      422,
      JSON.stringify({ object: 'error', message: [forbidden('seed')] }),
      'seed',
    ],
    [
      'words without a name of their own',
      400,
      JSON.stringify({ error: 'streaming is not supported' }),
      'stream',
    ],
    ['plain text', 400, 'unknown field: stop', 'stop'],
    [
      'the longer of two names',
      400,
      JSON.stringify({ error: { message: 'Unrecognized request argument supplied: stream_options' } }),
      'stream_options',
    ],
  ])('%s', (_, status, body, refused) => {
    expect(learnRefusal(status, body, sent)).toEqual({
      refused: [refused],
      roles: 'all',
      opensInReasoning: false,
    });
  });

  it.each<[string, number, string, string]>([
    [
      'a template without a system role (vLLM)',
      400,
      JSON.stringify({ object: 'error', message: 'System role not supported' }),
      'folded',
    ],
    [
      'the same from llama.cpp, as a failure',
      500,
      JSON.stringify({ error: { code: 500, message: 'Jinja Exception: System role not supported' } }),
      'folded',
    ],
    [
      'a template of turns',
      400,
      JSON.stringify({ message: 'Conversation roles must alternate user/assistant/user/assistant/...' }),
      'alternating',
    ],
  ])('%s', (_, status, body, roles) => {
    expect(learnRefusal(status, body, sent)).toMatchObject({ refused: [], roles });
  });

  it.each<[string, number, string]>([
    ['a value out of range', 400, openai('temperature must be less than or equal to 2', 'temperature', null)],
    [
      'a value out of range, as a list',
      422,
      JSON.stringify({
        detail: [{ loc: ['body', 'top_p'], msg: 'Input should be less than or equal to 1' }],
      }),
    ],
    [
      'a parameter that was not sent',
      400,
      openai("Unsupported parameter: 'logprobs'", 'logprobs', 'unsupported_parameter'),
    ],
    [
      'a rejected message that quotes the prompt',
      422,
      JSON.stringify({
        detail: [{ loc: ['body', 'messages', 0, 'content'], msg: 'unsupported', input: 'temperature' }],
      }),
    ],
    ['a refused key', 401, openai('temperature is not supported', 'temperature', 'unsupported_parameter')],
    ['a rate limit', 429, openai('stream is not available', 'stream', 'unsupported_parameter')],
    [
      'a failure of the server',
      503,
      openai('temperature is not supported', 'temperature', 'unsupported_parameter'),
    ],
    ['an empty body', 400, ''],
  ])('learns nothing from %s', (_, status, body) => {
    expect(learnRefusal(status, body, sent)).toBeUndefined();
  });
});
