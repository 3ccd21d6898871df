import { type FailureFacts, type ModelErrorCode, ModelError } from './errors.ts';
import { type ServerRefusal, quoteServer, readServerRefusal } from './server-sentence.ts';

const contextWords =
  /context[_ -]?(length|window|size)|maximum context|too many tokens|prompt is too long|input is too long|exceed_context/i;
const quotaWords =
  /insufficient_quota|exceeded your current quota|billing|out of credits|insufficient (credits|balance)/i;
const contentWords = /content[_ ](filter|policy)|content management policy|responsible ?ai/i;

/**
 * What an error of the server means: its HTTP status with its body, or an `error` inside a stream.
 *
 * @param key to be kept out of what is quoted
 */
export function responseFailure(
  who: string,
  response: { readonly status: number; readonly body: string; readonly retryAfterMs?: number | undefined },
  key: string | undefined,
): ModelError {
  const { status, body, retryAfterMs } = response;
  const refusal = readServerRefusal(body);
  const code = codeFor(status, refusal, body);
  // A refused key is quoted by some servers, cut or starred, so nothing they say about it is passed on.
  const quote = code === 'model-unauthorized' ? '' : quoteServer(refusal.message, key);
  const detail =
    code === 'model-server-failed' && status > 0 ? `${status}${quote ? ` ${quote}` : ''}` : quote;
  const facts: FailureFacts = { detail, status, retryAfterMs, refusal: body };
  return new ModelError(code, who, facts);
}

function codeFor(status: number, refusal: ServerRefusal, body: string): ModelErrorCode {
  const words = `${refusal.message} ${refusal.code} ${refusal.type}`;
  switch (status) {
    case 401:
      return 'model-unauthorized';
    case 402:
      return 'model-quota-exhausted';
    case 403:
      return 'model-forbidden';
    case 404:
      return /model/i.test(words) ? 'model-unknown' : 'model-endpoint-missing';
    case 408:
    case 409:
    case 425:
      return 'model-server-failed';
    case 413:
      return 'model-context-exceeded';
    case 429:
      return quotaWords.test(words) ? 'model-quota-exhausted' : 'model-rate-limited';
    default:
      break;
  }
  if (contextWords.test(refusal.message === '' ? body : words)) return 'model-context-exceeded';
  if (contentWords.test(words)) return 'model-content-refused';
  return status >= 500 || status === 0 ? 'model-server-failed' : 'model-request-refused';
}
