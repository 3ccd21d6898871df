/** Runs in the page before the view: what the tests ask of it, and the canary that hostile texts try to kill. */
import { shownText } from '../../../webview/shared/text-view.ts';

interface Probe {
  /** The texts of all parts that are drawn, as the person sees them and as the host gave them. JSON. */
  texts(): string;
  /** The layout in figures: page and row sizes. */
  layout(): { pageWidth: number; windowWidth: number; rows: number; tallest: number; wide: string[] };
  frames: number[];
  watchFrames(): void;
}

declare global {
  interface Window {
    /** Hears how many milliseconds after the start of the page its first rows were painted. */
    tellPainted?: (ms: number) => void;
  }
}

const probe: Probe = {
  texts: () => {
    const texts = [...document.querySelectorAll<HTMLElement>('.part')].map((part) => ({
      key: part.dataset.key,
      part: part.dataset.part,
      text: [...part.querySelectorAll('.shown')].map(shownText).join(''),
    }));
    return JSON.stringify(texts);
  },
  layout: () => {
    const rows = [...document.querySelectorAll<HTMLElement>('.row')];
    const edge = window.innerWidth + 1;
    return {
      pageWidth: document.documentElement.scrollWidth,
      windowWidth: window.innerWidth,
      rows: rows.length,
      tallest: Math.max(0, ...rows.map((row) => row.getBoundingClientRect().height)),
      wide: rows.filter((row) => row.getBoundingClientRect().right > edge).map((row) => row.className),
    };
  },
  frames: [],
  watchFrames: () => {
    let last = performance.now();
    const tick = (now: number): void => {
      probe.frames.push(now - last);
      last = now;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  },
};

const watcher = new MutationObserver(() => {
  if (!document.querySelector('.row:not(.waiting)')) return;
  watcher.disconnect();
  // The next frame paints it; the one after comes when that is done.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      window.tellPainted?.(performance.now());
    }),
  );
});
watcher.observe(document, { childList: true, subtree: true });

Object.assign(window, { probe });
