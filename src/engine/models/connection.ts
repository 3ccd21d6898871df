import type { Clock } from './clock.ts';
import { ModelError } from './errors.ts';
import { Exchange } from './exchange.ts';
import type { KeySource } from './key-source.ts';
import type { ModelLimits } from './limits.ts';
import { isExposed } from './model-reference.ts';
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
    const exchange = new Exchange({ who, key, limits, clock, ...within });
    try {
      // Loaded when first needed: it is a large part of the start-up time otherwise.
      const [{ OpenAI }, { Stream }] = await Promise.all([import('openai'), import('openai/streaming')]);
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
      return await read({ kind: 'whole', value: JSON.parse(await response.text()) });
    } catch (error) {
      within.signal.throwIfAborted();
      throw exchange.failure ?? this.readingFailure(error);
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

  /** A failure while reading what the server sent. */
  private readingFailure(error: unknown): unknown {
    // The parser's message quotes the text, so it is not passed on.
    if (error instanceof SyntaxError) {
      return new ModelError('model-reply-invalid', this.terms.who, { detail: 'it is not JSON' });
    }
    return error;
  }
}
