import type { FromView } from './protocol.ts';

/** What rows can ask of the view that shows them. */
export interface ViewActions {
  send(message: FromView): void;
  fold(at: { readonly key: string; readonly part?: string }, folded: boolean): void;
  /** What a native context menu is told of the place it was opened at. */
  context(at: { readonly key: string; readonly part?: string }): string;
}

/** Where a row stands. */
export interface RowPlace {
  readonly key: string;
  readonly level: number;
  readonly index: number;
}
