import { shownText } from './text-view.ts';

/** Copies a selection as the text that was given: chips become the characters that they stand for. */
export function copySelection(event: ClipboardEvent): void {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData) return;
  const selected = selection.getRangeAt(0).cloneContents();
  if (selected.querySelector('.chip') === null) return;
  event.clipboardData.setData('text/plain', shownText(selected));
  event.preventDefault();
}
