import { describe, expect, it } from 'vitest';
import { listen } from '../../../test/fakes/listen.ts';
import type { ChatRequest } from '../../engine/models/chat-model.ts';
import type { EditorChat, EditorChats } from './editor-chat.ts';
import { LanguageModel, type LanguageModelOptions } from './language-model.ts';

// The real Language Model API is tested in test/vscode/ui/editor-models.test.ts; here stands what it cannot be made
// to do there: to wait for consent, to fall silent, to ignore being cancelled.

const request: ChatRequest = {
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'What is 7 * 6?' },
  ],
  temperature: 0.1,
  maxTokens: 100,
  seed: 7,
  thinking: false,
};

class FakeChat implements EditorChat {
  readonly vendor = 'v';
  readonly id = 'm';
  readonly name = 'M';
  readonly family = 'f';
  readonly maxInputTokens = 1000;
  allowed: boolean | undefined = true;
  readonly asked: Parameters<EditorChat['ask']>[] = [];
  reply: (signal: AbortSignal) => AsyncIterable<string> = () => pieces('<think>hm</think>\n\nforty', '-two');
  count: EditorChat['countTokens'] = (text) => Promise.resolve(text.length);

  ask(...asked: Parameters<EditorChat['ask']>): Promise<AsyncIterable<string>> {
    this.asked.push(asked);
    return Promise.resolve().then(() => this.reply(asked[2]));
  }

  countTokens(text: string, signal: AbortSignal): Promise<number> {
    return this.count(text, signal);
  }
}

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

/** Says the texts, then nothing more, and does not hear that it is cancelled. */
async function* deaf(...texts: string[]): AsyncGenerator<string> {
  yield* texts;
  await new Promise(() => undefined);
}

function modelOf(chat: FakeChat, options: Partial<LanguageModelOptions> = {}): LanguageModel {
  const chats: EditorChats = { list: (vendor) => Promise.resolve(vendor === 'v' ? [chat] : []) };
  return new LanguageModel(
    { scheme: 'vscode', vendor: 'v', name: 'm' },
    { chats, gesture: true, ...options },
  );
}

function withCode(code: string): Error {
  return Object.assign(new Error('its own words'), { code });
}

describe('a model of the editor', () => {
  it('gets system messages inside the user message, and says what was not confirmed', async () => {
    const chat = new FakeChat();
    const { reply, shown } = await listen(modelOf(chat), request);
    expect(reply).toMatchObject({
      text: 'forty-two',
      reasoning: 'hm',
      finishReason: 'unknown',
      servedModel: 'm',
      adjusted: [
        'system role: folded into the user message',
        'temperature: not confirmed',
        'max_tokens: not confirmed',
        'seed: not confirmed',
        'thinking: dropped',
      ],
    });
    expect(shown).toEqual({ reply: 'forty-two', reasoning: 'hm' });
    expect(chat.asked[0]?.slice(0, 2)).toEqual([
      [{ role: 'user', content: 'Be brief.\n\nWhat is 7 * 6?' }],
      { temperature: 0.1, max_tokens: 100, seed: 7 },
    ]);
  });

  it("has its tokens counted by the model's own tokenizer, marked as estimated", async () => {
    const { reply } = await listen(modelOf(new FakeChat()), request);
    expect(reply.usage).toEqual({
      promptTokens: 'Be brief.\n\nWhat is 7 * 6?'.length,
      completionTokens: 'forty-two'.length + 'hm'.length,
      estimated: true,
    });
  });

  it.each([
    () => Promise.reject(new Error('no tokenizer')),
    () => Promise.resolve(NaN),
    () => Promise.resolve(-1),
  ])('keeps its reply where nothing counts', async (count) => {
    const chat = new FakeChat();
    chat.count = count;
    const { reply } = await listen(modelOf(chat), request);
    expect(reply.text).toBe('forty-two');
    expect(reply.usage.estimated).toBe(true);
    expect(reply.usage.completionTokens).toBeGreaterThan(0);
  });

  it.each([
    [undefined, 'editor-model-unasked'],
    [false, 'editor-model-not-allowed'],
  ] as const)('is not asked without a gesture where consent is %s', async (allowed, code) => {
    const chat = new FakeChat();
    chat.allowed = allowed;
    await expect(listen(modelOf(chat, { gesture: false }), request)).rejects.toMatchObject({ code });
    expect(chat.asked).toEqual([]);
    await expect(listen(modelOf(chat, { gesture: true }), request)).resolves.toBeDefined();
  });

  it.each([
    ['NotFound', 'editor-model-missing'],
    ['NoPermissions', 'editor-model-not-allowed'],
    ['Blocked', 'editor-model-blocked'],
    ['Unknown', 'editor-model-failed'],
  ])('%s is %s', async (thrown, code) => {
    const chat = new FakeChat();
    chat.reply = () => {
      throw withCode(thrown);
    };
    await expect(listen(modelOf(chat), request)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('its own words') as string,
    });
  });

  it('fails where its reply breaks off', async () => {
    const chat = new FakeChat();
    chat.reply = async function* () {
      yield await Promise.resolve('for');
      throw withCode('Blocked');
    };
    await expect(listen(modelOf(chat), request)).rejects.toMatchObject({ code: 'editor-model-blocked' });
  });

  it('says which models there are where it is missing', async () => {
    const chats: EditorChats = { list: () => Promise.resolve([new FakeChat()]) };
    const model = new LanguageModel(
      { scheme: 'vscode', vendor: 'v', name: 'other' },
      { chats, gesture: true },
    );
    await expect(listen(model, request)).rejects.toMatchObject({
      code: 'editor-model-missing',
      message: expect.stringContaining('it has m') as string,
    });
  });

  it.each([
    ['model-silent', []],
    ['model-stalled', ['forty']],
  ])('is left behind where it says nothing more (%s), and told so', async (code, said) => {
    const chat = new FakeChat();
    let told: AbortSignal | undefined;
    chat.reply = (signal) => {
      told = signal;
      return deaf(...said);
    };
    const limits = { firstByteMs: 20, idleMs: 20 };
    await expect(listen(modelOf(chat, { limits }), request)).rejects.toMatchObject({ code });
    expect(told?.aborted).toBe(true);
  });

  it('ends at once when cancelled, deaf or not', async () => {
    const chat = new FakeChat();
    const stop = new AbortController();
    chat.reply = () => {
      queueMicrotask(() => {
        stop.abort(new Error('stopped'));
      });
      return deaf('forty');
    };
    await expect(listen(modelOf(chat), request, stop.signal)).rejects.toThrow('stopped');
  });

  it('fails where it ends without a word', async () => {
    const chat = new FakeChat();
    chat.reply = () => pieces();
    await expect(listen(modelOf(chat), request)).rejects.toMatchObject({ code: 'model-reply-empty' });
  });
});
