import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ModelError, modelErrorCodes } from './errors.ts';

describe('errors of models', () => {
  it.each(modelErrorCodes)('%s says what happened, to what, and what to do', (code) => {
    const error = new ModelError(code, 'openai:m', { detail: 'the detail' });
    expect(error.message).toContain('openai:m');
    expect(error.hint).toMatch(/\.$/);
    expect(new ModelError(code, 'openai:m').message).toMatch(/[.)]$/);
  });

  it('shows nothing of the refusal it keeps for learning', () => {
    const error = new ModelError('model-request-refused', 'openai:m', { refusal: 'the prompt', status: 400 });
    expect(inspect(error)).not.toContain('the prompt');
    expect(JSON.stringify(error)).not.toContain('the prompt');
  });
});
