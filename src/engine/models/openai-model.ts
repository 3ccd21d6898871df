import { backoff } from './backoff.ts';
import { type Capabilities, mergeCapabilities } from './capabilities.ts';
import type { CapabilityStore } from './capability-store.ts';
import type { Attempt, Delta } from '../runs/tool.ts';
import type { ChatModel, ChatReply, ChatRequest, Completion, Usage } from './chat-model.ts';
import { type Clock, systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { ModelError } from './errors.ts';
import { estimateChatTokens, estimateTokens } from './estimate-tokens.ts';
import { type KeySource, openaiBaseUrl } from './key-source.ts';
import { learnRefusal } from './learn-refusal.ts';
import { type ModelLimits, defaultLimits } from './limits.ts';
import { listModels } from './list-models.ts';
import { type ModelReference, printModelReference } from './model-reference.ts';
import { type ReadReply, readReply } from './read-reply.ts';
import { type Dialect, type WireRequest, wireRequest } from './wire-request.ts';

export interface OpenAIModelOptions {
  readonly keys: KeySource;
  readonly capabilities: CapabilityStore;
  readonly limits?: Partial<ModelLimits>;
  readonly clock?: Clock;
}

/**
 * A model behind the OpenAI chat protocol. It streams where it can, learns what the server refuses and asks
 * again without that, waits and repeats where a failure is passing, and keeps limits on time and size.
 */
export class OpenAIModel implements ChatModel {
  readonly reference: string;
  readonly nature = 'real';
  private readonly name: string;
  private readonly dialect: Dialect;
  private readonly connection: Connection;
  private readonly capabilities: CapabilityStore;
  private readonly limits: ModelLimits;
  private readonly clock: Clock;

  constructor(
    reference: Extract<ModelReference, { scheme: 'openai' | 'http' }>,
    options: OpenAIModelOptions,
  ) {
    this.reference = printModelReference(reference);
    this.name = reference.name;
    this.dialect = reference.scheme === 'openai' ? 'openai' : 'compatible';
    this.capabilities = options.capabilities;
    this.limits = { ...defaultLimits, ...options.limits };
    this.clock = options.clock ?? systemClock;
    this.connection = new Connection({
      baseUrl: reference.scheme === 'openai' ? openaiBaseUrl : reference.baseUrl,
      who: this.reference,
      keys: options.keys,
      needsKey: reference.scheme === 'openai',
      limits: this.limits,
      clock: this.clock,
    });
  }

  /** The names of the models that the server offers. */
  listModels(signal: AbortSignal): Promise<string[]> {
    return listModels(this.connection, this.reference, { signal, remainingMs: this.limits.totalMs });
  }

  async complete(request: ChatRequest, completion: Completion): Promise<ChatReply> {
    const { signal } = completion;
    signal.throwIfAborted();
    const until = this.clock.now() + this.limits.totalMs;
    let known = this.capabilities.read(this.reference);
    let lost: Usage | undefined;
    for (let failures = 0; ;) {
      const { body, adjusted } = wireRequest(this.name, request, known, this.dialect);
      let streamed = '';
      const onDelta = (delta: Delta): void => {
        streamed += delta.text;
        completion.onDelta?.(delta);
      };
      try {
        const read = await this.attempt(body, request, known, until, { ...completion, signal, onDelta });
        this.learn(known, request, read);
        return withNotes(read.reply, [...adjusted, ...read.adjusted], lost);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ModelError)) throw error;
        const lesson = lessonOf(error, body, known);
        let next: Attempt;
        if (lesson) {
          known = lesson.known;
          next = { reason: lesson.reason, waitMs: 0 };
        } else {
          failures += 1;
          next = { reason: reasonOf(error), waitMs: this.waitAfter(error, failures, until) };
        }
        completion.onAttempt?.(next);
        if (streamed !== '') {
          lost = addLost(lost, request, streamed);
          completion.onDelta?.({ channel: 'reply', text: '', restart: true });
        }
        if (!lesson) await this.clock.wait(next.waitMs, signal);
      }
    }
  }

  private attempt(
    body: WireRequest,
    request: ChatRequest,
    known: Capabilities,
    until: number,
    completion: Completion & Required<Pick<Completion, 'onDelta'>>,
  ): Promise<ReadReply> {
    const started = this.clock.now();
    const within = { signal: completion.signal, remainingMs: Math.max(1, until - started) };
    return this.connection.request({ method: 'post', body }, '/chat/completions', within, (answer) =>
      readReply(answer, {
        who: this.reference,
        request,
        opensInReasoning: known.opensInReasoning && request.thinking !== false,
        limit: this.limits.replyLength,
        elapsed: () => this.clock.now() - started,
        onDelta: (delta) => {
          completion.onDelta(delta);
        },
      }),
    );
  }

  /** Remembers what this call found out, now that it has shown to be right. */
  private learn(known: Capabilities, request: ChatRequest, { opensInReasoning }: ReadReply): void {
    // Where thinking was switched off, a reply without it says nothing about the template.
    const opens = request.thinking === false ? known.opensInReasoning : opensInReasoning;
    this.capabilities.learn(this.reference, { ...known, opensInReasoning: opens });
  }

  /** How long to wait before the next attempt; throws the failure where there is to be none. */
  private waitAfter(error: ModelError, failures: number, until: number): number {
    if (!error.passing || failures >= this.limits.attempts) throw error;
    const wish = error.facts.retryAfterMs;
    const waitMs = backoff(failures, wish, this.clock);
    if ((wish ?? 0) > this.limits.longestWaitMs || this.clock.now() + waitMs >= until) {
      const detail = `the next attempt would have to wait ${Math.ceil(waitMs / 1000)} s, beyond the limit`;
      throw new ModelError(error.code, this.reference, { ...error.facts, detail });
    }
    return waitMs;
  }
}

function withNotes(reply: ChatReply, adjusted: string[], lost: Usage | undefined): ChatReply {
  return { ...reply, ...(adjusted.length > 0 ? { adjusted } : {}), ...(lost ? { lost } : {}) };
}

/** Adds an attempt that broke after it had begun to stream. */
function addLost(lost: Usage | undefined, { messages }: ChatRequest, streamed: string): Usage {
  return {
    promptTokens: (lost?.promptTokens ?? 0) + estimateChatTokens(messages),
    completionTokens: (lost?.completionTokens ?? 0) + estimateTokens(streamed),
    estimated: true,
  };
}

/** What the refusal teaches that was not known, or undefined. */
function lessonOf(
  error: ModelError,
  sent: WireRequest,
  known: Capabilities,
): { readonly known: Capabilities; readonly reason: string } | undefined {
  const { status, refusal } = error.facts;
  if (refusal === undefined || error.code === 'model-context-exceeded') return undefined;
  const learned = learnRefusal(status ?? 0, refusal, sent);
  if (learned === undefined) return undefined;
  const merged = mergeCapabilities(known, { ...learned, opensInReasoning: known.opensInReasoning });
  if (merged.refused.length === known.refused.length && merged.roles === known.roles) return undefined;
  const reason = learned.roles === 'all' ? `${learned.refused.join(', ')} refused` : 'roles refused';
  return { known: merged, reason };
}

/** A failure as an attempt's reason: no words of the server, which may quote the prompt. */
function reasonOf(error: ModelError): string {
  const { status } = error.facts;
  return status === undefined ? error.code : `${error.code} (${status})`;
}
