import { describe, expect, it } from 'vitest';
import { responseFailure } from './response-failure.ts';

const said = (message: string, code = ''): string => JSON.stringify({ error: { message, code } });

describe('what an error of the server means', () => {
  it.each<[number, string, string, boolean]>([
    [401, said('no'), 'model-unauthorized', false],
    [402, said('pay'), 'model-quota-exhausted', false],
    [403, '<html>', 'model-forbidden', false],
    [404, said('The model `x` does not exist'), 'model-unknown', false],
    [404, '{"detail":"Not Found"}', 'model-endpoint-missing', false],
    [
      400,
      said("This model's maximum context length is 8192 tokens; reduce max_tokens"),
      'model-context-exceeded',
      false,
    ],
    [
      400,
      said('request (900 tokens) exceeds the available context size', 'exceed_context_size_error'),
      'model-context-exceeded',
      false,
    ],
    [413, '', 'model-context-exceeded', false],
    [400, said('blocked', 'content_filter'), 'model-content-refused', false],
    [400, said('temperature must be less than 2'), 'model-request-refused', false],
    [429, said('slow down'), 'model-rate-limited', true],
    [429, said('You exceeded your current quota', 'insufficient_quota'), 'model-quota-exhausted', false],
    [408, '', 'model-server-failed', true],
    [500, said('oops'), 'model-server-failed', true],
    [502, '<html>Bad Gateway</html>', 'model-server-failed', true],
    [529, '', 'model-server-failed', true],
    [0, said('overloaded'), 'model-server-failed', true],
  ])('%i %s is %s', (status, body, code, passing) => {
    expect(responseFailure('m', { status, body }, undefined)).toMatchObject({ code, passing });
  });

  it('passes on what the server says, but for the key', () => {
    expect(responseFailure('m', { status: 400, body: said('bad: s3cret') }, 's3cret').message).toBe(
      'm refused the request: bad: [key].',
    );
  });

  it('passes on nothing that is said of a refused key', () => {
    const { message } = responseFailure('m', { status: 401, body: said('Incorrect key: s3c*et') }, 's3cret');
    expect(message).not.toContain('s3c');
  });
});
