import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostileTexts } from '../fixtures/hostile-texts.ts';
import { HostedSession } from './hosted-session.ts';
import { header, model, python, reply, type SampleMoment } from './sample-run.ts';
import { ViewBrowser } from './view-page.ts';

/** A run that has each text in every place where a run can have one. */
function everywhere(texts: readonly string[]): SampleMoment[] {
  const [first = ''] = texts;
  return [
    header(first, { input: { task: { question: first }, scaffold: 'meta' } }),
    ...texts.flatMap(places),
    { kind: 'finished', outcome: 'failed', error: { code: 'x', message: first, hint: '' }, output: first },
  ];
}

function places(text: string, k: number): SampleMoment[] {
  const fields = { round: 1, expert: text, text };
  return [
    { kind: 'opened', address: `round#${k}`, frame: 'round', label: text, fields: {} },
    { kind: 'asked', address: `said#${k}`, tool: 'person', label: text, digest: '', request: {} },
    { kind: 'answered', address: `said#${k}`, answer: { messages: [text] } },
    model(`expert#${k}`, text, [
      ['system', text],
      ['user', text],
    ]),
    { kind: 'attempt', address: `expert#${k}`, reason: text, waitMs: 1 },
    reply(`expert#${k}`, text, { reasoning: text }),
    ...python(`python#${k}`, text, text, text, { stderr: text, outcome: 'exception' }),
    model(`failing#${k}`, text, [['user', text]]),
    { kind: 'failed', address: `failing#${k}`, error: { code: 'x', message: text, hint: text } },
    model(`stopped#${k}`, text, [['user', text]]),
    { kind: 'cancelled', address: `stopped#${k}`, reason: text },
    { kind: 'note', address: `invented#${k}`, note: 'hallucinated-reply', label: text, fields },
    { kind: 'note', address: `final#${k}`, note: 'final-answer', label: text, fields: { round: 1, text } },
    {
      kind: 'note',
      address: `check#${k}`,
      note: 'checked-answer',
      label: text,
      fields: { outcome: 'wrong', message: text },
    },
    {
      kind: 'lanes',
      address: `g${k}#lanes`,
      group: text,
      keys: [text.slice(0, 2000), `other ${k}`],
      mode: 'race',
    },
    { kind: 'closed', address: `round#${k}`, outcome: 'done' },
    { kind: 'aside', id: `a${k}`, tool: 'other', label: text, request: text },
    { kind: 'aside-answered', id: `a${k}`, answer: text },
  ];
}

/** Small texts share a page; large ones have one of their own. */
function pages(): { readonly name: string; readonly texts: readonly string[] }[] {
  const small = hostileTexts.filter(({ text }) => text.length < 1_000);
  const large = hostileTexts.filter(({ text }) => text.length >= 1_000);
  const perPage = 8;
  const shared = Array.from({ length: Math.ceil(small.length / perPage) }, (_, page) =>
    small.slice(page * perPage, (page + 1) * perPage),
  );
  return [...shared, ...large.map((text) => [text])].map((texts) => ({
    name: texts.map(({ name }) => name).join('; '),
    texts: texts.map(({ text }) => text),
  }));
}

interface Layout {
  pageWidth: number;
  windowWidth: number;
  rows: number;
  tallest: number;
  wide: string[];
}

describe('hostile texts in the session view', () => {
  let browser: ViewBrowser;
  beforeAll(async () => {
    browser = await ViewBrowser.start();
  });
  afterAll(async () => {
    await browser.close();
  });

  it('are at least fifty, each another', () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(50);
    expect(new Set(hostileTexts.map(({ text }) => text)).size).toBe(hostileTexts.length);
  });

  it.each(pages())('shows as text: $name', async ({ texts }) => {
    const session = await HostedSession.open(browser, everywhere(texts), {
      size: { width: 420, height: 5000 },
    });
    try {
      const { view, host } = session;
      const { page } = view;
      // Everything that is folded is unfolded, so that every place is drawn.
      const unfold = (key: string, ...parts: string[]): void => {
        host.receive({ kind: 'fold', key, folded: false });
        for (const part of parts) host.receive({ kind: 'fold', key, part, folded: false });
      };
      texts.forEach((_, k) => {
        unfold(`said#${k}`);
        unfold(`expert#${k}`, 'earlier', 'reasoning', 'parameters', 'attempts');
        unfold(`aside:a${k}`);
      });
      unfold('end', 'output');
      const seen = new Map<string, string>();
      for (let step = 0; step < 40; step++) {
        await page.evaluate(
          'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))',
        );
        const layout = await page.evaluate<Layout>('probe.layout()');
        expect(layout.pageWidth).toBeLessThanOrEqual(layout.windowWidth);
        expect(layout.wide).toEqual([]);
        expect(layout.tallest).toBeLessThan(30_000);
        const shown = await page.evaluate<string>('probe.texts()');
        for (const { key, part, text } of JSON.parse(shown) as Shown[]) seen.set(`${key} ${part}`, text);
        const atEnd = await page.evaluate(`(() => {
          const list = document.querySelector('.scroller');
          const before = list.scrollTop;
          list.scrollTop += 4500;
          return list.scrollTop === before && !document.querySelector('.waiting');
        })()`);
        if (atEnd === true) break;
      }
      for (const [k, text] of texts.entries()) {
        for (const place of placesOf(k)) {
          const shown = seen.get(place);
          // A text that is empty is not always given a place.
          if (text !== '') expect(shown, place).toBeDefined();
          // What is shown is the beginning of what was given, cut where it is long: and nothing else.
          expect(asciiOf(text).startsWith(asciiOf(shown ?? '')), place).toBe(true);
          if (text.length < 6_000 && text.split('\n').length < 100) expect(shown ?? '', place).toBe(text);
        }
      }
      expect(await page.evaluate('globalThis.__pwned')).toBeUndefined();
      expect(await page.locator('script').count()).toBe(3);
      const active = '.scroller :is(img, svg, iframe, object, form, style, link, base, a, input)';
      expect(await page.locator(active).count()).toBe(0);
      expect(view.complaints).toEqual([]);
    } finally {
      await session.close();
    }
  });
});

interface Shown {
  key: string;
  part: string;
  text: string;
}

/** Where a text must be seen, word for word. */
function placesOf(k: number): string[] {
  return [
    ...['earlier-0', 'instruction', 'reasoning', 'reply'].map((part) => `expert#${k} ${part}`),
    ...['code', 'errors'].map((part) => `python#${k} ${part}`),
    `said#${k} said-0`,
    `stopped#${k} cancelled`,
    `invented#${k} invented`,
    `final#${k} answer`,
    `aside:a${k} request`,
  ];
}

/** Lone surrogates made visible, so that comparing means what it says. */
function asciiOf(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
