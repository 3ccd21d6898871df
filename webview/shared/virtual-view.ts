import { html, LitElement, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { RowList } from './row-list.ts';

/** A view whose rows are many: it draws those that are seen, and asks its host for those it lacks. */
export abstract class VirtualView<Row extends { readonly key: string }> extends LitElement {
  protected readonly list: RowList<Row>;
  /** True while the view follows what comes in at the end. */
  protected following = false;
  private readonly resized = new ResizeObserver(() => {
    this.requestUpdate();
  });
  private asked: string | undefined;
  private toReveal: Wish | undefined;

  /** @param guess pixels, for rows of a kind that was never seen */
  constructor(guess: (kind: string) => number) {
    super();
    this.list = new RowList(guess);
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
  }

  protected abstract drawRow(row: Row, index: number): TemplateResult;
  protected abstract want(start: number, end: number): void;
  /** The person has scrolled. */
  protected abstract scrolled(): void;
  /** Rows were drawn. */
  protected drawn(): void {
    // Nothing, unless a view says otherwise.
  }
  /** Called when a row that was asked for is in sight. */
  protected revealed(): void {
    // Views that remember nothing have nothing to do.
  }
  protected abstract focusItem(item: HTMLElement): void;

  /** Brings a row into view and, where wished, the focus to it. */
  reveal(row: number, part: string | undefined, focus: boolean): void {
    this.following = false;
    this.toReveal = { row, part, focus, tries: 4 };
    const top = this.list.heights.top(row);
    const bottom = top + this.list.heights.height(row);
    const { offset, viewport } = this.list;
    const seen = top >= offset && bottom <= offset + viewport;
    if (!seen) this.list.offset = this.list.offsetOf(row, viewport / 4);
    this.requestUpdate();
  }

  /** Rows came, or changed their places: what was asked for may be asked for again. */
  protected heard(): void {
    this.asked = undefined;
  }

  protected get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.scroller');
  }

  /** The rows, for the middle of what scrolls. */
  protected rowsView(): TemplateResult {
    const { list } = this;
    list.layOut();
    const drawn = Array.from({ length: list.last - list.first }, (_, nth) => list.first + nth);
    return html`<div class="span" role="presentation">
      <div class="window" role="presentation">
        ${repeat(
          drawn,
          (index) => list.row(index)?.key ?? `waiting-${index}`,
          (index) => {
            const row = list.row(index);
            return row ? this.drawRow(row, index) : waitingRow(index, list.heights.height(index));
          },
        )}
      </div>
    </div>`;
  }

  protected override updated(): void {
    const scroller = this.scroller;
    if (!scroller) return;
    this.resized.observe(scroller);
    // A hidden view has no heights to measure and no place to lose.
    if (scroller.clientHeight === 0) return;
    const { list } = this;
    list.viewport = scroller.clientHeight;
    // Read before anything is written, so that the page is laid out once.
    const scrolledTo = scroller.scrollTop;
    const rows = [...scroller.querySelectorAll<HTMLElement>('.row')];
    for (const row of rows) {
      const { height } = row.dataset;
      if (height !== undefined) row.style.height = `${height}px`;
      else if (row.style.height !== '') row.style.removeProperty('height');
    }
    const measured = rows
      .filter(({ dataset }) => dataset.height === undefined)
      .map((row) => [Number(row.dataset.index), row.getBoundingClientRect().height] as const);
    const changed = list.measure(measured);
    if (this.following) list.offset = Math.max(0, list.total - list.viewport);
    this.place(scroller, scrolledTo);
    this.settleReveal(scroller, rows);
    this.drawn();
    this.ask();
    if (!list.begun && list.count > 0) {
      requestAnimationFrame(() => {
        list.begun = true;
        this.requestUpdate();
      });
    }
    if (changed || this.following) {
      const { first, last } = list;
      list.layOut();
      if (list.first < first || list.last > last) this.requestUpdate();
    }
  }

  protected readonly onScroll = (event: Event): void => {
    if (!(event.target instanceof HTMLElement) || event.target.clientHeight === 0) return;
    const { list } = this;
    const offset = list.span.moved(event.target.scrollTop, list.total, list.viewport);
    if (Math.abs(offset - list.offset) < 1) return;
    list.offset = offset;
    this.scrolled();
    this.requestUpdate();
  };

  /** Puts what is drawn, and the scroll bar, to where they belong. */
  private place(scroller: HTMLElement, scrolledTo: number): void {
    const { list } = this;
    const span = scroller.querySelector<HTMLElement>('.span');
    const drawn = scroller.querySelector<HTMLElement>('.window');
    if (!span || !drawn) return;
    span.style.height = `${list.span.height(list.total)}px`;
    if (Math.abs(scrolledTo - list.span.place(list.offset)) >= 1) {
      scroller.scrollTop = list.span.bring(list.offset, list.total, list.viewport);
    }
    drawn.style.transform = `translateY(${list.span.place(list.heights.top(list.first))}px)`;
  }

  private settleReveal(scroller: HTMLElement, rows: readonly HTMLElement[]): void {
    const wish = this.toReveal;
    if (!wish) return;
    const row = rows.find(({ dataset }) => Number(dataset.index) === wish.row);
    if (!row || row.dataset.height !== undefined) {
      if (wish.tries-- <= 0) this.toReveal = undefined;
      return;
    }
    this.toReveal = undefined;
    const parts = [...row.querySelectorAll<HTMLElement>('.part')];
    const part =
      wish.part === undefined ? undefined : parts.find(({ dataset }) => dataset.part === wish.part);
    const target = part?.querySelector<HTMLElement>('mark.current') ?? part ?? row;
    const at = target.getBoundingClientRect();
    const window = scroller.getBoundingClientRect();
    if (at.top < window.top || at.top > window.bottom - 40) {
      this.list.offset += at.top - window.top - this.list.viewport / 3;
      this.requestUpdate();
    }
    this.revealed();
    if (!wish.focus) return;
    this.focusItem(part ?? row);
    row.classList.add('revealed');
    setTimeout(() => {
      row.classList.remove('revealed');
    }, revealedMs);
  }

  private ask(): void {
    const missing = this.list.missing();
    if (!missing) return;
    const asked = `${missing.start}-${missing.end}`;
    if (asked === this.asked) return;
    this.asked = asked;
    this.want(missing.start, missing.end);
  }
}

interface Wish {
  readonly row: number;
  readonly part: string | undefined;
  readonly focus: boolean;
  tries: number;
}

/** Milliseconds for which a row that was gone to stands out. */
const revealedMs = 1_200;

/** What stands in place of a row that has not come yet. */
function waitingRow(index: number, height: number): TemplateResult {
  return html`<div class="row waiting" data-index=${index} data-height=${height} aria-hidden="true"></div>`;
}
