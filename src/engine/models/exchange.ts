import type { Clock } from './clock.ts';
import { connectionFailure } from './connection-failure.ts';
import { ModelError, type ModelErrorCode } from './errors.ts';
import type { ModelLimits } from './limits.ts';
import { responseFailure } from './response-failure.ts';
import { retryAfter } from './retry-after.ts';
import { quoteServer } from './server-sentence.ts';
import { SseWatch } from './sse-watch.ts';

export interface ExchangeTerms {
  /** What failures are said of: the model reference. */
  readonly who: string;
  readonly key: string | undefined;
  readonly limits: ModelLimits;
  /** Milliseconds until the call as a whole is out of time. */
  readonly remainingMs: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** The only headers that leave this machine; the SDK would add facts about it, and whatever its environment says. */
const sentHeaders = ['accept', 'content-type'];
const refusalBytes = 64 * 1024;
/** How long the end of a response may lag behind its `[DONE]`; reading it frees the connection for the next call. */
const lingerMs = 50;

/**
 * One HTTP exchange under limits: what the SDK gets as its `fetch`. It adds the key, follows no redirect, keeps
 * time and size, and turns whatever goes wrong into one `failure`, which stands whatever the SDK makes of it.
 */
export class Exchange {
  failure: ModelError | undefined;
  /** True once an event stream said that it is complete. */
  complete = false;
  /** Ends the exchange, its socket included. */
  readonly controller = new AbortController();
  private readonly terms: ExchangeTerms;
  private readonly total: NodeJS.Timeout;
  private timer: NodeJS.Timeout | undefined;
  private readonly abort = (): void => {
    this.controller.abort();
  };

  constructor(terms: ExchangeTerms) {
    this.terms = terms;
    this.total = this.after(terms.remainingMs, 'model-too-slow', terms.limits.totalMs);
    if (terms.signal.aborted) this.abort();
    terms.signal.addEventListener('abort', this.abort, { once: true });
  }

  /** Must be called when the exchange is over, however it ended. */
  close(): void {
    clearTimeout(this.total);
    clearTimeout(this.timer);
    this.terms.signal.removeEventListener('abort', this.abort);
  }

  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { who, limits, clock, key } = this.terms;
    this.watch('model-silent', limits.firstByteMs);
    let response: Response;
    try {
      response = await fetch(input, {
        method: init?.method ?? 'GET',
        body: init?.body ?? null,
        headers: this.headers(init?.headers),
        redirect: 'manual',
        signal: this.controller.signal,
      });
    } catch (cause) {
      throw this.fail(connectionFailure(cause, who, false));
    }
    if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
      void response.body?.cancel().catch(() => undefined);
      const detail = quoteServer(redirectTarget(response), key);
      throw this.fail(new ModelError('model-redirected', who, { detail, status: response.status }));
    }
    if (!response.ok) {
      const body = await readStart(response).catch(() => '');
      const wait = retryAfter(response.headers, clock.date());
      throw this.fail(responseFailure(who, { status: response.status, body, retryAfterMs: wait }, key));
    }
    return this.guard(response);
  };

  private headers(given: RequestInit['headers']): Headers {
    const all = new Headers(given);
    const sent = new Headers({ 'user-agent': 'baton' });
    for (const name of sentHeaders) {
      const value = all.get(name);
      if (value !== null) sent.set(name, value);
    }
    if (this.terms.key !== undefined) sent.set('authorization', `Bearer ${this.terms.key}`);
    return sent;
  }

  /** The same response with its body under watch. */
  private guard(response: Response): Response {
    const type = response.headers.get('content-type') ?? '';
    if (!/json|event-stream/i.test(type) && type !== '') {
      const html = /html/i.test(type);
      void response.body?.cancel().catch(() => undefined);
      throw this.fail(
        new ModelError(html ? 'model-not-an-api' : 'model-reply-invalid', this.terms.who, {
          detail: `its content type is ${quoteServer(type, this.terms.key)}`,
          status: response.status,
        }),
      );
    }
    if (!response.body) return response;
    const reader = response.body.getReader();
    const events = /event-stream/i.test(type) ? new SseWatch() : undefined;
    let bytes = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (sink) => {
          if (bytes > 0) this.watch('model-stalled', this.terms.limits.idleMs);
          try {
            const read: { readonly done: boolean; readonly value?: unknown } = await reader.read();
            const { done, value } = read;
            clearTimeout(this.timer);
            if (done || !(value instanceof Uint8Array)) {
              sink.close();
              return;
            }
            bytes += value.byteLength;
            this.keepSize(bytes, events?.push(value) ?? 0);
            sink.enqueue(value);
            if (events?.done) {
              this.complete = true;
              await this.linger(reader);
              sink.close();
            }
          } catch (cause) {
            sink.error(this.fail(connectionFailure(cause, this.terms.who, true)));
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: response.status, headers: response.headers });
  }

  private keepSize(bytes: number, event: number): void {
    const { limits, who } = this.terms;
    if (bytes <= limits.bodyBytes && event <= limits.eventBytes) return;
    const detail =
      bytes > limits.bodyBytes
        ? `more than ${limits.bodyBytes} bytes`
        : `one event of more than ${limits.eventBytes} bytes`;
    this.fail(new ModelError('model-too-long', who, { detail }));
    this.abort();
    throw new Error('too long');
  }

  /** Reads what is left after `[DONE]`, not for long. */
  private async linger(reader: { read(): Promise<{ done: boolean }> }): Promise<void> {
    const timer = setTimeout(this.abort, lingerMs);
    try {
      while (!(await reader.read()).done);
    } catch {
      // The reply is whole; how its connection ends is no matter.
    } finally {
      clearTimeout(timer);
    }
  }

  /** The first failure is the cause of those that follow. */
  private fail(failure: ModelError): ModelError {
    this.failure ??= failure;
    return this.failure;
  }

  private watch(code: ModelErrorCode, ms: number): void {
    clearTimeout(this.timer);
    this.timer = this.after(ms, code, ms);
  }

  private after(ms: number, code: ModelErrorCode, saidMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.fail(new ModelError(code, this.terms.who, { detail: `the limit is ${saidMs / 1000} s` }));
      this.abort();
    }, ms);
  }
}

/** Where a redirect leads, without anything that could be a secret. */
function redirectTarget(response: Response): string {
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, response.url)) return '';
  const { origin, pathname } = new URL(location, response.url);
  return `to ${origin}${pathname}`;
}

/** The first part of a refusal's body; more is not worth waiting for. */
async function readStart(response: Response): Promise<string> {
  if (!response.body) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<unknown> = response.body;
  for await (const piece of body) {
    if (!(piece instanceof Uint8Array)) break;
    pieces.push(piece);
    bytes += piece.byteLength;
    if (bytes >= refusalBytes) break;
  }
  return Buffer.concat(pieces).subarray(0, refusalBytes).toString('utf8');
}
