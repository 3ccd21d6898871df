import type { Delta } from '../runs/tool.ts';
import { type ChatChunk, chatChunkSchema } from './chat-chunk.ts';
import type { ChatReply, ChatRequest, Usage } from './chat-model.ts';
import type { Answer } from './connection.ts';
import { ModelError } from './errors.ts';
import { estimateChatTokens, estimateTokens } from './estimate-tokens.ts';
import { ReplyAssembly } from './reply-assembly.ts';

export interface Reading {
  readonly who: string;
  readonly request: ChatRequest;
  readonly opensInReasoning: boolean;
  /** The longest reply with its reasoning, in UTF-16 code units. */
  readonly limit: number;
  /** Milliseconds since dispatch. */
  readonly elapsed: () => number;
  readonly onDelta: (delta: Delta) => void;
}

export interface ReadReply {
  readonly reply: ChatReply;
  readonly adjusted: readonly string[];
  readonly opensInReasoning: boolean;
}

/**
 * A server that ignores the limit of tokens is cut at 32 characters a token, which no text reaches that kept it.
 */
const longestToken = 32;
const shortestLimit = 4096;

/** Reads a chat reply from a stream or a document, telling its deltas. */
export async function readReply(answer: Answer, reading: Reading): Promise<ReadReply> {
  const { request, who, elapsed } = reading;
  const limit = Math.min(
    reading.limit,
    request.maxTokens === undefined ? Infinity : Math.max(shortestLimit, request.maxTokens * longestToken),
  );
  const assembly = new ReplyAssembly({ opensInReasoning: reading.opensInReasoning, limit });
  let firstTokenMs: number | undefined;
  const tell = (deltas: readonly Delta[]): void => {
    for (const delta of deltas) {
      firstTokenMs ??= elapsed();
      reading.onDelta(delta);
    }
  };

  if (answer.kind === 'whole') {
    tell(assembly.add(readChunk(answer.value, who)));
    firstTokenMs = undefined;
  } else {
    try {
      for await (const event of answer.events) {
        tell(assembly.add(readChunk(event, who)));
        if (assembly.cut) break;
      }
    } catch (error) {
      // The reply was whole already; all that is lost is its usage.
      if (assembly.finishReason === undefined || (error instanceof ModelError && !error.passing)) throw error;
    }
    if (assembly.finishReason === undefined && !assembly.cut && !answer.complete()) {
      throw new ModelError('model-connection-lost', who, { detail: 'the stream ended early' });
    }
  }
  if (!assembly.started) throw new ModelError('model-reply-empty', who, { detail: 'it holds no choice' });
  tell(assembly.end());

  const { text, reasoning, servedModel, steering } = assembly;
  const adjusted: string[] = [];
  if (assembly.cut) adjusted.push(`reply: cut at ${limit} characters`);
  if (request.steering !== undefined && steering === undefined) adjusted.push('steering: not confirmed');
  return {
    reply: {
      text,
      ...(reasoning === '' ? {} : { reasoning }),
      finishReason: assembly.finishReason ?? 'unknown',
      usage: usageOf(assembly, request),
      latencyMs: elapsed(),
      ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
      ...(servedModel === undefined ? {} : { servedModel }),
      ...(steering === undefined ? {} : { steering }),
    },
    adjusted,
    opensInReasoning: assembly.opensInReasoning,
  };
}

function readChunk(value: unknown, who: string): ChatChunk {
  const chunk = chatChunkSchema.safeParse(value);
  if (!chunk.success) {
    const path = chunk.error.issues[0]?.path.join('.') ?? '';
    throw new ModelError('model-reply-invalid', who, {
      detail: path ? `${path} is not as expected` : 'no object',
    });
  }
  return chunk.data;
}

function usageOf(assembly: ReplyAssembly, request: ChatRequest): Usage {
  const { usage, text, reasoning } = assembly;
  if (!usage) {
    return {
      promptTokens: estimateChatTokens(request.messages),
      completionTokens: estimateTokens(text) + estimateTokens(reasoning),
      estimated: true,
    };
  }
  const reasoningTokens = usage.completion_tokens_details?.reasoning_tokens ?? undefined;
  return {
    promptTokens: usage.prompt_tokens,
    completionTokens: usage.completion_tokens,
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
  };
}
