import { z } from 'zod';
import { backoff } from './backoff.ts';
import { type Capabilities, mergeCapabilities } from './capabilities.ts';
import type { CapabilityStore } from './capability-store.ts';
import type { ChatModel, ChatReply, ChatRequest, Completion } from './chat-model.ts';
import { type Clock, systemClock } from './clock.ts';
import { Connection } from './connection.ts';
import { ModelError } from './errors.ts';
import { type KeySource, openaiBaseUrl } from './key-source.ts';
import { learnRefusal } from './learn-refusal.ts';
import { type ModelLimits, defaultLimits } from './limits.ts';
import { type ModelReference, printModelReference } from './model-reference.ts';
import { readReply } from './read-reply.ts';
import { type Dialect, type WireRequest, wireRequest } from './wire-request.ts';

export interface OpenAIModelOptions {
  readonly keys: KeySource;
  readonly capabilities: CapabilityStore;
  readonly limits?: Partial<ModelLimits>;
  readonly clock?: Clock;
}

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

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
  async listModels(signal: AbortSignal): Promise<string[]> {
    const within = { signal, remainingMs: this.limits.totalMs };
    const list = await this.connection.request({ method: 'get' }, '/models', within, (answer) =>
      Promise.resolve(modelsSchema.safeParse(answer.kind === 'whole' ? answer.value : undefined)),
    );
    if (!list.success)
      throw new ModelError('model-reply-invalid', this.reference, { detail: 'no list of models' });
    return list.data.data.map(({ id }) => id);
  }

  async complete(request: ChatRequest, completion: Completion): Promise<ChatReply> {
    const { signal } = completion;
    signal.throwIfAborted();
    const until = this.clock.now() + this.limits.totalMs;
    let known = this.capabilities.read(this.reference);
    for (let failures = 0; ;) {
      const { body, adjusted } = wireRequest(this.name, request, known, this.dialect);
      const attempt = { shown: false };
      try {
        const reply = await this.attempt(body, request, known, until, completion, attempt);
        this.capabilities.learn(this.reference, { ...known, opensInReasoning: reply.opensInReasoning });
        const all = [...adjusted, ...reply.adjusted];
        return all.length > 0 ? { ...reply.reply, adjusted: all } : reply.reply;
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ModelError)) throw error;
        const lesson = lessonOf(error, body, known);
        if (lesson) {
          known = lesson.known;
          completion.onAttempt?.({ reason: lesson.reason, waitMs: 0 });
        } else {
          failures += 1;
          const waitMs = this.waitAfter(error, failures, until);
          completion.onAttempt?.({ reason: reasonOf(error), waitMs });
          if (attempt.shown) completion.onDelta?.({ channel: 'reply', text: '', restart: true });
          await this.clock.wait(waitMs, signal);
        }
      }
    }
  }

  private attempt(
    body: WireRequest,
    request: ChatRequest,
    known: Capabilities,
    until: number,
    completion: Completion,
    attempt: { shown: boolean },
  ): ReturnType<typeof readReply> {
    const started = this.clock.now();
    const within = { signal: completion.signal, remainingMs: Math.max(1, until - started) };
    return this.connection.request({ method: 'post', body }, '/chat/completions', within, (answer) =>
      readReply(answer, {
        who: this.reference,
        request,
        opensInReasoning: known.opensInReasoning,
        limit: this.limits.replyLength,
        elapsed: () => this.clock.now() - started,
        onDelta: (delta) => {
          attempt.shown = true;
          completion.onDelta?.(delta);
        },
      }),
    );
  }

  /** How long to wait before the next attempt; throws the failure where there is to be none. */
  private waitAfter(error: ModelError, failures: number, until: number): number {
    if (!error.passing || failures >= this.limits.attempts) throw error;
    const wish = error.facts.retryAfterMs;
    const waitMs = backoff(failures, wish, this.clock);
    if ((wish ?? 0) > this.limits.longestWaitMs || this.clock.now() + waitMs >= until) {
      const detail = `it asks to wait ${Math.ceil(waitMs / 1000)} s, longer than the limit allows`;
      throw new ModelError(error.code, this.reference, { ...error.facts, detail });
    }
    return waitMs;
  }
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
