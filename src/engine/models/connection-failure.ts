import { type ModelErrorCode, ModelError } from './errors.ts';

/**
 * What a failed fetch, or a body that broke, says about the way to the server. Only the system's code is
 * quoted (`ECONNREFUSED`), never its message.
 *
 * @param began whether the response had begun
 */
export function connectionFailure(cause: unknown, who: string, began: boolean): ModelError {
  const system = systemCode(cause) ?? '';
  return new ModelError(codeFor(system, began), who, { detail: system, cause });
}

function codeFor(system: string, began: boolean): ModelErrorCode {
  if (/^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/.test(system)) {
    return 'model-tls-failed';
  }
  if (system === 'ENOTFOUND' || system === 'EAI_AGAIN') return 'model-host-unknown';
  if (system === 'UND_ERR_HEADERS_TIMEOUT') return 'model-silent';
  if (system === 'UND_ERR_BODY_TIMEOUT') return 'model-stalled';
  if (began || ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT'].includes(system)) {
    return 'model-connection-lost';
  }
  return 'model-unreachable';
}

/** The first `code` along the chain of causes, which is where Node puts it. */
function systemCode(error: unknown): string | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(current.code)) {
      return current.code;
    }
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return undefined;
}
