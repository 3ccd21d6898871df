import { describe, expect, it } from 'vitest';
import { readServerAddress } from './server-address.ts';

describe('the address of a server, as people type it', () => {
  it.each([
    ['localhost:8000', 'http://localhost:8000/v1'],
    ['127.0.0.1:11434/', 'http://127.0.0.1:11434/v1'],
    ['[::1]:8080', 'http://[::1]:8080/v1'],
    ['api.example.com', 'https://api.example.com/v1'],
    ['http://10.0.0.5:8000', 'http://10.0.0.5:8000/v1'],
    ['https://openrouter.ai/api/v1', 'https://openrouter.ai/api/v1'],
    ['https://openrouter.ai/api/v1/', 'https://openrouter.ai/api/v1'],
    ['https://openrouter.ai/api/v1/chat/completions', 'https://openrouter.ai/api/v1'],
    ['  HTTP://LOCALHOST:1234/v1 ', 'http://localhost:1234/v1'],
  ])('%s is %s', (typed, baseUrl) => {
    expect(readServerAddress(typed)).toEqual({ baseUrl });
  });

  it('takes the model of a whole reference, # and / in its name included', () => {
    expect(readServerAddress('localhost:8000/v1#org/name#4bit')).toEqual({
      baseUrl: 'http://localhost:8000/v1',
      name: 'org/name#4bit',
    });
  });

  it.each(['', 'http://', 'ftp://host/v1', 'http://u:geheim@host/v1', 'https://host/v1?key=geheim', 'a b'])(
    'refuses %j, and repeats no secret',
    (typed) => {
      let message = '';
      try {
        readServerAddress(typed);
      } catch (error) {
        message = String(error);
      }
      expect(message).not.toBe('');
      expect(message).not.toContain('geheim');
    },
  );
});
