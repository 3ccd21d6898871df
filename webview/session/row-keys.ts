import type { FromView, Row } from './protocol.ts';
import type { RowList } from '../shared/row-list.ts';

/** What the keyboard needs of the view. */
export interface KeyedView {
  send(message: FromView): void;
  fold(at: { readonly key: string; readonly part?: string }, folded: boolean): void;
  reveal(row: number, part: string | undefined, focus: boolean): void;
  querySelector: ParentNode['querySelector'];
  querySelectorAll: ParentNode['querySelectorAll'];
  openFind(): void;
}

/**
 * The keyboard in the tree of rows: one tab stop, arrows move and fold as in VS Code's own trees. Rows and the
 * texts within them are items alike.
 */
export class RowKeys {
  /** Where the focus is, or was before its row was scrolled away. */
  private active: { key: string; part: string | undefined } | undefined;
  private within = false;

  constructor(
    private readonly view: KeyedView,
    private readonly list: RowList<Row>,
  ) {}

  focus(item: HTMLElement): void {
    item.tabIndex = 0;
    item.focus({ preventScroll: true });
  }

  readonly onFocus = (event: FocusEvent): void => {
    const item = this.itemOf(event.target);
    if (!item) return;
    for (const other of this.items()) if (other !== item && other.tabIndex === 0) other.tabIndex = -1;
    item.tabIndex = 0;
    this.active = placeOf(item);
  };

  /** Rows will be drawn anew: whether the focus is among them is noted. */
  keep(): void {
    this.within = this.itemOf(document.activeElement) !== undefined;
  }

  /** Rows were drawn anew: the tab stop, and the focus where it was among them, goes to the same item. */
  restore(): void {
    const { active } = this;
    const item = active && this.items().find((candidate) => isAt(candidate, active));
    if (item && item.tabIndex !== 0) item.tabIndex = 0;
    if (!this.within || this.itemOf(document.activeElement)) return;
    this.within = false;
    (item ?? this.view.querySelector<HTMLElement>('.scroller'))?.focus({ preventScroll: true });
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLButtonElement || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = this.itemOf(event.target) ?? this.current();
    if (!this.press(event.key, item)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private press(key: string, item: HTMLElement | undefined): boolean {
    switch (key) {
      case 'ArrowDown':
        return this.move(item, 1);
      case 'ArrowUp':
        return this.move(item, -1);
      case 'Home':
        this.view.reveal(0, undefined, true);
        return true;
      case 'End':
        this.view.reveal(Math.max(0, this.list.count - 1), undefined, true);
        return true;
      case 'PageDown':
      case 'PageUp': {
        const by = (key === 'PageDown' ? 1 : -1) * this.list.viewport * 0.9;
        this.view.reveal(this.list.heights.rowAt(Math.max(0, this.list.offset + by)), undefined, true);
        return true;
      }
      default:
        return item ? this.act(key, item) : false;
    }
  }

  private act(key: string, item: HTMLElement): boolean {
    const place = placeOf(item);
    const at = place.part === undefined ? { key: place.key } : { key: place.key, part: place.part };
    const expanded = item.getAttribute('aria-expanded');
    switch (key.length === 1 ? key.toLowerCase() : key) {
      case 'Enter':
      case ' ':
        if (expanded !== null) this.view.fold(at, expanded === 'true');
        return true;
      case 'ArrowRight':
        if (expanded === 'false') this.view.fold(at, false);
        else this.move(item, 1);
        return true;
      case 'ArrowLeft':
        if (expanded === 'true') this.view.fold(at, true);
        else this.moveToParent(item);
        return true;
      case 'c':
        this.view.send({ kind: 'copy', ...at });
        return true;
      case 'o':
        this.view.send({ kind: 'open-document', ...at });
        return true;
      case 't':
        this.view.send({ kind: 'reveal-in-tree', key: at.key });
        return true;
      default:
        return false;
    }
  }

  private move(item: HTMLElement | undefined, by: 1 | -1): boolean {
    const items = this.items();
    if (!item) {
      const [first] = items;
      if (first) this.focus(first);
      return true;
    }
    const next = items[items.indexOf(item) + by];
    if (next) {
      this.focus(next);
      next.scrollIntoView({ block: 'nearest' });
    }
    return true;
  }

  private moveToParent(item: HTMLElement): void {
    const row = item.closest<HTMLElement>('.row');
    if (row && row !== item) {
      this.focus(row);
      row.scrollIntoView({ block: 'nearest' });
      return;
    }
    const level = Number(item.getAttribute('aria-level'));
    for (let index = Number(item.dataset.index) - 1; index >= 0; index--) {
      const above = this.list.row(index);
      if (!above) return;
      if (above.level < level) {
        this.view.reveal(index, undefined, true);
        return;
      }
    }
  }

  private current(): HTMLElement | undefined {
    const { active } = this;
    return active && this.items().find((item) => isAt(item, active));
  }

  private items(): HTMLElement[] {
    return [...this.view.querySelectorAll<HTMLElement>('[data-item]')];
  }

  private itemOf(target: EventTarget | null): HTMLElement | undefined {
    return target instanceof Element ? (target.closest<HTMLElement>('[data-item]') ?? undefined) : undefined;
  }
}

function placeOf({ dataset }: HTMLElement): { key: string; part: string | undefined } {
  return { key: dataset.key ?? '', part: dataset.part };
}

function isAt({ dataset }: HTMLElement, { key, part }: { key: string; part: string | undefined }): boolean {
  return dataset.key === key && dataset.part === part;
}
