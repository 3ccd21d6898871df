import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Html, html } from './html.ts';
import { hiddenCharacter } from '../hidden-characters.ts';
import { hostileTexts } from './testing/hostile-texts.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
  fc.constantFrom(...hostileTexts),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
    .map((units) => units.join('')),
);

describe('the html template', () => {
  it('escapes text between tags and in attributes, and leaves markup of its own alone', () => {
    const text = `<b> & "it's"`;
    expect(html`<p title="${text}">${text}${html`<i>x</i>`}${[1, undefined, 'a<']}</p>`.toString()).toBe(
      '<p title="&lt;b&gt; &amp; &quot;it&#39;s&quot;">&lt;b&gt; &amp; &quot;it&#39;s&quot;<i>x</i>1a&lt;</p>',
    );
  });

  it('shows what would not be seen', () => {
    expect(html`<p>${'a\u202eb\u0000\u0000\u0000\r\n\t'}</p>`.toString()).toBe(
      '<p>a<i class="hidden" title="right-to-left override">U+202E</i>b<i class="hidden" title="null">U+0000 ×3</i>\n\t</p>',
    );
    expect(html`<p title="${'a\u202e'}"></p>`.toString()).toBe('<p title="a[U+202E]"></p>');
    expect(html`<p>${'\ud800 \u{e0041}'}</p>`.toString()).toContain('U+D800');
    expect(html`<p>${'\u{e0041}'}</p>`.toString()).toContain('U+E0041');
  });

  it('leaves alone what people write: emoji, joined scripts, accents, Arabic signs', () => {
    const text = '👩‍👩‍👧 ❤️ नमस्ते می‌خواهم é ۝ 日本語';
    expect(html`<p>${text}</p>`.toString()).toBe(`<p>${text}</p>`);
  });

  it('lets no text out, whatever it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const page = html`<p title="${text}">${text}</p>`.toString();
        const [, attribute, content] = /^<p title="([^"<>]*)">([^]*)<\/p>$/.exec(page) ?? [];
        expect(attribute).toBeDefined();
        const words = (content ?? '').replace(
          /<i class="hidden" title="[a-zA-Z -]+">U\+[0-9A-F]{4,6}(?: ×\d+)?<\/i>/g,
          '',
        );
        expect(words).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(page).not.toMatch(new RegExp(hiddenCharacter, 'u'));
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses what escaping cannot make safe', () => {
    const text = 'x';
    expect(() => html`<${text}>`).toThrow(TypeError);
    expect(() => html`<p ${text}>`).toThrow(TypeError);
    expect(() => html`<p class=${text}>`).toThrow(TypeError);
    expect(() => html`<p onclick="${text}">`).toThrow(TypeError);
    expect(() => html`<img src="${text}">`).toThrow(TypeError);
    expect(() => html`<a href="${text}">`).toThrow(TypeError);
    expect(() => html`<p style="${text}">`).toThrow(TypeError);
    expect(() => html`<p class="${html`<b>`}">`).toThrow(TypeError);
    expect(() => {
      Reflect.construct(Html, ['<script>']);
    }).toThrow(TypeError);
  });

  it('takes a long text of anything without trouble', () => {
    const start = performance.now();
    for (const text of ['<'.repeat(1 << 18), '\u202e\u0000'.repeat(1 << 17), 'a'.repeat(1 << 18)]) {
      expect(html`<p>${text}</p>`.toString().length).toBeGreaterThan(1 << 18);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
