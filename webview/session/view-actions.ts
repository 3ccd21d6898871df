import type { FromView } from './protocol.ts';

/** Which entries a native context menu shows: of a row with texts, of one text, of a row that only holds others. */
export type MenuSection = 'row' | 'part' | 'holder';

/** What rows can ask of the view that shows them. */
export interface ViewActions {
  send(message: FromView): void;
  fold(at: { readonly key: string; readonly part?: string }, folded: boolean): void;
  /** What a native context menu is told of the place it was opened at. */
  context(section: MenuSection, at: { readonly key: string; readonly part?: string }): string;
}

/** Where a row stands. */
export interface RowPlace {
  readonly key: string;
  readonly level: number;
  readonly index: number;
}
