import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { SessionSurface } from '../src/host/session-view/session-surface.ts';
import { JournalRun } from '../test/webview/journal-run.ts';
import { longRun, writeJournal } from '../test/webview/sample-run.ts';
import { ViewBrowser } from '../test/webview/view-page.ts';

/** Frames longer than this are seen as a jerk (two frames of 60 a second). */
const longFrameMs = 34;
const wheelPixels = 400;
/** For the processes of the page before to go. */
const restMs = 300;
const size = { width: 1000, height: 800 };

const nothing = (): void => undefined;
const actions = {
  copy: nothing,
  openDocument: nothing,
  revealInTree: nothing,
  selectForCompare: nothing,
  compareWithSelected: nothing,
  openParent: nothing,
  compareWithParent: nothing,
  interject: nothing,
  stop: nothing,
  pause: nothing,
  continue: nothing,
};

/**
 * The session view on a run of a hundred thousand moments, in a real browser with the real bundle and the real host's
 * side: how long until the first rows are painted, how smoothly everything unfolded scrolls, what memory it takes.
 */
const bench: Bench = async ({ log, quick }) => {
  const moments = quick ? 5_000 : 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-session-'));
  const browser = await ViewBrowser.start();
  const figures: Figure[] = [];
  const tell = (name: string, value: number, unit: string, n?: number): void => {
    figures.push({ name: `session.${name}`, value, unit, ...(n === undefined ? {} : { n }) });
    log(`${name}: ${value.toFixed(1)} ${unit}`);
  };
  try {
    const path = join(folder, 'run.jsonl');
    writeJournal(path, longRun(moments));
    const reading = performance.now();
    const run = new JournalRun(path);
    tell('journal_ms', performance.now() - reading, 'ms', run.size);

    const paints: number[] = [];
    const blanks: number[] = [];
    for (let time = 0; time < (quick ? 3 : 9); time++) {
      const blank = await browser.page({ size, receive: nothing });
      await blank.loadBlank();
      blanks.push(await blank.firstPaint);
      await blank.close();
      await new Promise((resolve) => setTimeout(resolve, restMs));
      const { view, surface } = await open(browser, run);
      paints.push(await view.firstPaint);
      surface.dispose();
      await view.close();
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    const paint = median(paints);
    const blank = median(blanks);
    figures.push({
      name: 'session.first_paint_ms',
      value: paint,
      unit: 'ms',
      n: paints.length,
      low: Math.min(...paints),
      high: Math.max(...paints),
      against: `a page of one row without a script: ${blank.toFixed(0)} ms`,
      ratio: paint / blank,
    });
    log(
      `first_paint_ms: ${paint.toFixed(0)} ms (a page of one row without a script: ${blank.toFixed(0)} ms)`,
    );

    const { view, surface } = await open(browser, run);
    const { page } = view;
    await view.firstPaint;
    surface.receive({ kind: 'fold-all', folded: false });
    await page.locator('[data-key="conductor#1"], .row.call').first().waitFor();
    const heapBefore = await heap(page);
    await page.evaluate('probe.watchFrames()');
    await page.mouse.move(500, 400);
    const steps = quick ? 60 : 240;
    for (let step = 0; step < steps; step++) {
      await page.mouse.wheel(0, wheelPixels);
      await page.evaluate('new Promise(requestAnimationFrame)');
    }
    const frames = (await page.evaluate<number[]>('probe.frames')).slice(2);
    const total = frames.reduce((sum, ms) => sum + ms, 0);
    tell('scroll_fps', (1000 * frames.length) / total, 'frames/s', frames.length);
    tell('scroll_long_frames', frames.filter((ms) => ms > longFrameMs).length, 'frames', frames.length);
    // To the end and back in great leaps: what was seen is let go.
    for (const share of [0.2, 0.5, 0.9, 1, 0.4, 0]) {
      await page.evaluate(
        `(() => { const list = document.querySelector('.scroller'); list.scrollTop = list.scrollHeight * ${share}; })()`,
      );
      await page.locator('.row:not(.waiting)').first().waitFor();
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    tell('heap_mb', await heap(page), 'MB');
    tell('heap_growth_mb', (await heap(page)) - heapBefore, 'MB');
    tell('rows_drawn', await page.locator('.row').count(), 'rows');
    const finding = performance.now();
    surface.receive({ kind: 'find', query: 'needle-77-', matchCase: false, wholeWord: false });
    await page.locator('mark.current').first().waitFor();
    tell('find_first_ms', performance.now() - finding, 'ms');
    if (view.complaints.length > 0) throw new Error(view.complaints.join('\n'));
    surface.dispose();
    await view.close();
    run.dispose();
    return figures;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
};
export default bench;

async function open(
  browser: ViewBrowser,
  run: JournalRun,
): Promise<{ view: Awaited<ReturnType<ViewBrowser['page']>>; surface: SessionSurface }> {
  const host: { surface?: SessionSurface } = {};
  const view = await browser.page({
    size,
    receive: (message) => {
      host.surface?.receive(message);
    },
  });
  // As when a person opens a run: the outline is made while the page loads.
  const loading = view.load();
  const surface = new SessionSurface(run, actions, (message) => {
    view.post(message);
  });
  host.surface = surface;
  await loading;
  return { view, surface };
}

type Page = Awaited<ReturnType<ViewBrowser['page']>>['page'];

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Megabytes that the page's scripts hold, rubbish taken out. */
async function heap(page: Page): Promise<number> {
  await page.evaluate('globalThis.gc?.()');
  return (await page.evaluate<number>('performance.memory.usedJSHeapSize')) / 1e6;
}
