/** What a session view asks of the editor and of the run. Keys are rows of its outline. */
export interface SessionActions {
  copy(text: string): void;
  /** Opens a text of a row as a read-only document; the whole call where no part is named. */
  openDocument(key: string, part: string | undefined): void;
  revealInTree(key: string): void;
  selectForCompare(key: string): void;
  compareWithSelected(key: string): void;
  openParent(): void;
  compareWithParent(): void;
  interject(text: string): void;
  stop(): void;
  pause(): void;
  continue(): void;
}
