import { describe, expect, it } from 'vitest';
import { plainLabel, plainMessage } from './plain-message.ts';

describe('text from outside in the editor’s own messages', () => {
  it('forms no link', () => {
    const hostile = 'a [free gift](command:workbench.action.terminal.new) and [b](https://x.example "t")';
    expect(plainMessage(hostile)).not.toMatch(/\]\(/);
    expect(plainMessage('a](\n](')).not.toMatch(/\]\(/);
  });

  it('draws no icon', () => {
    expect(plainLabel('$(trash) sat $$(x)')).not.toMatch(/\$\(/);
  });

  it('is one line of bounded length, with control characters seen', () => {
    const message = plainMessage(`a\nb\u001b[31m\u202e${'x'.repeat(10_000)}`);
    expect(message).toMatch(/^a b␛\[31m\[U\+202E\]x+…$/);
    expect(message.length).toBeLessThan(700);
  });
});
