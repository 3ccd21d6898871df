import { describe, expect, it } from 'vitest';
import { allCapabilities } from './capabilities.ts';
import type { ChatRequest } from './chat-model.ts';
import { wireRequest } from './wire-request.ts';

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hi' },
  ],
  temperature: 0,
  topP: 0.5,
  maxTokens: 9,
  seed: 3,
  stop: ['###'],
  thinking: false,
};

describe('the body of a chat request', () => {
  it('holds everything that was asked for', () => {
    expect(wireRequest('m', request, allCapabilities, 'compatible')).toEqual({
      adjusted: [],
      body: {
        model: 'm',
        messages: request.messages,
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0,
        top_p: 0.5,
        max_tokens: 9,
        seed: 3,
        stop: ['###'],
        chat_template_kwargs: { enable_thinking: false },
      },
    });
  });

  it('speaks the dialect of OpenAI', () => {
    const { body } = wireRequest('m', request, allCapabilities, 'openai');
    expect(body).toMatchObject({ max_completion_tokens: 9, reasoning_effort: 'none' });
    expect(body).not.toHaveProperty('max_tokens');
  });

  it('leaves out what is refused, and says so', () => {
    const refused = ['temperature', 'seed', 'max_tokens', 'stream', 'chat_template_kwargs'] as const;
    const { body, adjusted } = wireRequest(
      'm',
      request,
      { ...allCapabilities, refused: [...refused] },
      'compatible',
    );
    expect(Object.keys(body)).toEqual([
      'model',
      'messages',
      'stream',
      'top_p',
      'stop',
      'max_completion_tokens',
    ]);
    expect(body.stream).toBe(false);
    expect(adjusted).toEqual([
      'stream: dropped',
      'temperature: dropped',
      'seed: dropped',
      'max_tokens: sent as max_completion_tokens',
      'thinking: dropped',
    ]);
  });

  it('says nothing of what was not asked for', () => {
    const { adjusted } = wireRequest(
      'm',
      { messages: request.messages },
      { ...allCapabilities, refused: ['seed'] },
      'compatible',
    );
    expect(adjusted).toEqual([]);
  });

  it('drops a limit of tokens that is refused by both names', () => {
    const refused = ['max_tokens', 'max_completion_tokens'] as const;
    const { adjusted } = wireRequest(
      'm',
      { messages: request.messages, maxTokens: 1 },
      { ...allCapabilities, refused: [...refused] },
      'openai',
    );
    expect(adjusted).toEqual(['max_tokens: dropped']);
  });

  it('folds the system message into the first message of the user', () => {
    const { body, adjusted } = wireRequest(
      'm',
      { messages: request.messages },
      { ...allCapabilities, roles: 'folded' },
      'compatible',
    );
    expect(body.messages).toEqual([{ role: 'user', content: 'Be brief.\n\nHi' }]);
    expect(adjusted).toEqual(['system role: folded into the user message']);
  });
});
