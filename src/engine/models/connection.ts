import { errorChunkSchema } from './chat-chunk.ts';
import type { Clock } from './clock.ts';
import { ModelError } from './errors.ts';
import { Exchange } from './exchange.ts';
import type { KeySource } from './key-source.ts';
import type { ModelLimits } from './limits.ts';
import { isExposed } from './model-reference.ts';
import { responseFailure } from './response-failure.ts';
import type { Stream } from 'openai/streaming';

export interface ConnectionTerms {
  readonly baseUrl: string;
  /** What failures are said of: the model reference. */
  readonly who: string;
  readonly keys: KeySource;
  /** Whether the server is known to need a key, so that a missing one is said before anything is sent. */
  readonly needsKey: boolean;
  readonly limits: ModelLimits;
  readonly clock: Clock;
}

/** What came back: a stream of events, each parsed JSON, or one JSON document. */
export type Answer =
  | { readonly kind: 'events'; readonly events: AsyncIterable<unknown>; readonly complete: () => boolean }
  | { readonly kind: 'whole'; readonly value: unknown };

/** Speaks HTTP with one OpenAI-compatible server, one exchange at a time, each under the limits. */
export class Connection {
  private readonly terms: ConnectionTerms;

  constructor(terms: ConnectionTerms) {
    this.terms = terms;
  }

  /**
   * Sends one request and gives its answer to `read`. Whatever fails, here or while reading, is thrown as a
   * ModelError; an abort as the signal's reason.
   */
  async request<Value>(
    asked: { readonly method: 'get' } | { readonly method: 'post'; readonly body: object },
    path: string,
    within: { readonly signal: AbortSignal; readonly remainingMs: number },
    read: (answer: Answer) => Promise<Value>,
  ): Promise<Value> {
    const { who, limits, clock, baseUrl } = this.terms;
    const key = await this.key();
    within.signal.throwIfAborted();
    // Loaded when first needed: it is a large part of the start-up time otherwise.
    const [{ OpenAI }, { Stream }] = await Promise.all([import('openai'), import('openai/streaming')]);
    const exchange = new Exchange({ who, key, limits, clock, ...within });
    try {
      const client = new OpenAI({
        baseURL: baseUrl,
        fetch: exchange.fetch,
        // The exchange adds the real key, keeps time and is retried by us. Nothing comes from the SDK's own
        // environment variables, which belong to another server.
        apiKey: 'none',
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        maxRetries: 0,
        timeout: 2 ** 31 - 1,
        logLevel: 'off',
      });
      const options = { signal: exchange.controller.signal };
      const response = await (
        asked.method === 'get'
          ? client.get(path, options)
          : client.post(path, { ...options, body: asked.body })
      ).asResponse();
      if (/event-stream/i.test(response.headers.get('content-type') ?? '')) {
        const events: Stream<unknown> = Stream.fromSSEResponse(response, exchange.controller, client);
        return await read({ kind: 'events', events, complete: () => exchange.complete });
      }
      const value: unknown = JSON.parse(await response.text());
      const refused = errorChunkSchema.safeParse(value);
      if (refused.success) throw errorInside(refused.data.error, who, key);
      return await read({ kind: 'whole', value });
    } catch (error) {
      within.signal.throwIfAborted();
      if (exchange.failure) throw exchange.failure;
      // The parser's message quotes the text, so it is not passed on.
      if (error instanceof SyntaxError)
        throw new ModelError('model-reply-invalid', who, { detail: 'it is not JSON' });
      if (error instanceof OpenAI.APIError) throw errorInside(error.error, who, key);
      throw error;
    } finally {
      exchange.close();
    }
  }

  private async key(): Promise<string | undefined> {
    const { who, keys, baseUrl, needsKey } = this.terms;
    const key = await keys.keyFor(baseUrl);
    if (key === undefined || key === '') {
      if (needsKey) throw new ModelError('model-key-missing', who);
      return undefined;
    }
    if (!/^[\x21-\x7e]+$/.test(key) || /["']/.test(key)) throw new ModelError('model-key-malformed', who);
    if (isExposed(baseUrl)) throw new ModelError('model-key-exposed', who);
    return key;
  }
}

/** An error that the server reports inside a response of status 200. */
function errorInside(error: unknown, who: string, key: string | undefined): ModelError {
  const parsed = errorChunkSchema.safeParse({ error });
  const code = parsed.success && typeof parsed.data.error === 'object' ? Number(parsed.data.error.code) : NaN;
  const status = Number.isInteger(code) && code >= 400 && code < 600 ? code : 0;
  return responseFailure(who, { status, body: JSON.stringify({ error }) }, key);
}
