import { describe, expect, it } from 'vitest';
import { connectionFailure } from './connection-failure.ts';

const failed = (code: string): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('secret words'), { code }) });

describe('what a broken connection means', () => {
  it.each([
    ['ECONNREFUSED', false, 'model-unreachable', true],
    ['ETIMEDOUT', false, 'model-unreachable', true],
    ['UND_ERR_CONNECT_TIMEOUT', false, 'model-unreachable', true],
    ['ENOTFOUND', false, 'model-host-unknown', false],
    ['EAI_AGAIN', false, 'model-host-unknown', false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', false, 'model-tls-failed', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', false, 'model-tls-failed', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', false, 'model-tls-failed', false],
    ['ECONNRESET', false, 'model-connection-lost', true],
    ['UND_ERR_SOCKET', true, 'model-connection-lost', true],
    ['UND_ERR_HEADERS_TIMEOUT', false, 'model-silent', true],
    ['UND_ERR_BODY_TIMEOUT', true, 'model-stalled', true],
  ])('%s is told apart', (system, began, code, passing) => {
    const error = connectionFailure(failed(system), 'm', began);
    expect(error).toMatchObject({ code, passing });
    expect(error.message).not.toContain('secret words');
  });

  it('looks into what several addresses said', () => {
    const both = new AggregateError([failed('ECONNREFUSED'), failed('ECONNREFUSED')]);
    expect(connectionFailure(new TypeError('fetch failed', { cause: both }), 'm', false).message).toContain(
      'ECONNREFUSED',
    );
  });
});
