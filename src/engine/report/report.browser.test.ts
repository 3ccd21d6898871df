import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMoment } from '../moments.ts';
import { JournalView } from '../runs/journal-view.ts';
import { startRun } from '../runs/start-run.ts';
import { spendOf } from '../spend-of.ts';
import { writeReport } from './report.ts';
import { openChromium } from './testing/chromium.ts';
import { hostileTexts } from './testing/hostile-texts.ts';
import { writeHostileJournal } from './testing/hostile-journal.ts';
import { hostileVoice, plainVoice, sampleInput, sampleProgram, type Voice } from './testing/sample-run.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-report-browser-'));
let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  rmSync(workspace, { recursive: true });
});

async function journalOf(voice: Voice): Promise<string> {
  const run = startRun(sampleProgram(voice), sampleInput, {
    workspace,
    title: voice.say('title', 'Game of 24'),
  });
  await run.outcome;
  return run.journal;
}

interface Opened {
  readonly page: Page;
  /** Whatever the page did that a page at rest does not do. */
  readonly doings: readonly string[];
}

async function open(journal: string, width = 1280): Promise<Opened> {
  const path = join(workspace, 'report.html');
  const view = new JournalView(journal, parseMoment, spendOf);
  await writeReport(view, path);
  view.close();
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  const doings: string[] = [];
  const url = pathToFileURL(path).href;
  page.on('request', (request) => request.url() === url || doings.push(`request ${request.url()}`));
  page.on('dialog', (dialog) => doings.push(`dialog ${dialog.message()}`));
  page.on('console', (message) => doings.push(`console ${message.text()}`));
  page.on('pageerror', (error) => doings.push(`error ${error.message}`));
  page.on('popup', () => doings.push('popup'));
  page.on('framenavigated', (frame) => frame.url() === url || doings.push(`navigated to ${frame.url()}`));
  await page.goto(url);
  return { page, doings };
}

describe('a report in a real browser', () => {
  it('runs nothing, fetches nothing and goes nowhere, with every hostile text in every place', async () => {
    const whole = hostileTexts.join('\n');
    const spoilt = join(workspace, 'spoilt.jsonl');
    writeHostileJournal(await journalOf(plainVoice), spoilt, whole);
    for (const journal of [await journalOf(hostileVoice(whole)), spoilt]) {
      const { page, doings } = await open(journal);
      // Everything unfolded, hovered and clicked, so that what waits for that has its chance.
      await page.evaluate(unfold);
      await page.locator('h1').hover();
      await page.locator('h1').click();
      const found = await page.evaluate(
        `({
          pwned: 'pwned' in window,
          strange: document.querySelectorAll('script,iframe,img,svg,math,form,base,link,object,embed,button,input,video').length,
          handlers: [...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on')).length,
          links: [...document.querySelectorAll('a')].filter((a) => !a.getAttribute('href').startsWith('#')).length,
          titles: document.querySelectorAll('title').length,
          styles: document.querySelectorAll('style').length,
        })`,
      );
      expect(found).toEqual({ pwned: false, strange: 0, handlers: 0, links: 0, titles: 1, styles: 1 });
      expect(doings).toEqual([]);
      await page.close();
    }
  });

  it('forbids scripts even to a page that had one', async () => {
    const path = join(workspace, 'with-script.html');
    const view = new JournalView(await journalOf(plainVoice), parseMoment, spendOf);
    await writeReport(view, path);
    view.close();
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('</main>', '<script>window.pwned = 1</script></main>'),
    );
    const page = await browser.newPage();
    await page.goto(pathToFileURL(path).href);
    expect(await page.evaluate(`document.scripts.length === 1 && !('pwned' in window)`)).toBe(true);
    await page.close();
  });

  it('wraps a line of a megabyte, and is as wide as the window at any width', async () => {
    const journal = await journalOf({
      say: (place, usual) =>
        place === 'stdout' || place === 'answer'
          ? 'x'.repeat(1 << 20)
          : place === 'label'
            ? 'y'.repeat(5000)
            : usual,
    });
    for (const width of [360, 1280]) {
      const { page } = await open(journal, width);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.close();
    }
  });

  it('can be read by its structure: one h1, no level skipped, sections and folds with names', async () => {
    const { page } = await open(await journalOf(plainVoice));
    const found = await page.evaluate(`(() => {
      const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5')].map((h) => Number(h.tagName[1]));
      return {
        ones: levels.filter((level) => level === 1).length,
        skips: levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1).length,
        unnamed: [...document.querySelectorAll('details')].filter((d) => d.firstElementChild.tagName !== 'SUMMARY' || d.firstElementChild.textContent.trim() === '').length,
        language: document.documentElement.lang,
        landmarks: document.querySelectorAll('main,nav').length,
      };
    })()`);
    expect(found).toEqual({ ones: 1, skips: 0, unnamed: 0, language: 'en', landmarks: 2 });
    await page.close();
  });

  it('has contrast of at least 4.5 for every text, in light, in dark and on paper', async () => {
    const { page } = await open(await journalOf(plainVoice));
    await page.evaluate(unfold);
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const media of ['screen', 'print'] as const) {
        await page.emulateMedia({ colorScheme, media });
        expect(await page.evaluate(lowContrast)).toEqual([]);
        // Where the body has no colour of its own, the canvas shows through.
        const scheme = await page.evaluate('getComputedStyle(document.documentElement).colorScheme');
        expect(scheme).toBe(media === 'print' ? 'light' : 'light dark');
      }
    }
    await page.close();
  });

  it('prints what is folded', async () => {
    const { page } = await open(await journalOf(plainVoice));
    const reasoning = page.locator('.reasoning .text').first();
    expect(await reasoning.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await reasoning.isVisible()).toBe(true);
    await page.close();
  });
});

const unfold = `for (const details of document.querySelectorAll('details')) details.open = true`;

/** Texts whose colour stands out too little from what is behind them (WCAG 2.2, 1.4.3). */
const lowContrast = `(() => {
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length < 4 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== '')) continue;
    const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.add(element.tagName + '.' + element.className + ' ' + ratio.toFixed(2));
  }
  return [...found];
})()`;
