/** Browsers cannot scroll through more than about 33 million pixels; this stays well below. */
const mostPixels = 8_000_000;

/**
 * How a scroll bar of bounded length stands for a list of any length. As long as the list fits, they are the same.
 * Beyond, small movements (the wheel, keys) move the list by as much, and large ones (dragging the bar) by their
 * share of the whole.
 */
export class ScrollSpan {
  /** Where the list is, less where the bar is. */
  private base = 0;
  private last = 0;

  /** The height of what is scrolled, in pixels. */
  height(total: number): number {
    return Math.min(total, mostPixels);
  }

  /** The offset within the list for a place of the bar, after a person has moved it. */
  moved(bar: number, total: number, viewport: number): number {
    const delta = bar - this.last;
    this.last = bar;
    if (total <= mostPixels) {
      this.base = 0;
      return bar;
    }
    const longest = total - viewport;
    const barLongest = mostPixels - viewport;
    if (Math.abs(delta) > 3 * viewport || bar <= 0 || bar >= barLongest) {
      this.base = (bar / barLongest) * longest - bar;
    }
    return Math.max(0, Math.min(longest, bar + this.base));
  }

  /** Where the bar must stand for an offset that the list was brought to. */
  bring(offset: number, total: number, viewport: number): number {
    if (total <= mostPixels) {
      this.base = 0;
      this.last = offset;
      return offset;
    }
    const bar = Math.round((offset / (total - viewport)) * (mostPixels - viewport));
    this.base = offset - bar;
    this.last = bar;
    return bar;
  }

  /** Where an offset of the list lies in what is scrolled. */
  place(offset: number): number {
    return offset - this.base;
  }

  /** The list grew or shrank by so much above what is seen. Returns where the bar must stand. */
  shift(change: number, total: number): number {
    if (total <= mostPixels) {
      this.base = 0;
      this.last += change;
    } else {
      this.base += change;
    }
    return this.last;
  }
}
