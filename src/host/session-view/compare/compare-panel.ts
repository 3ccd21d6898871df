import * as vscode from 'vscode';
import type { SideName } from '../../../../webview/compare/protocol.ts';
import { type CallPlace } from '../call-document.ts';
import type { SessionServices } from '../session-panel.ts';
import { shortText } from '../short-text.ts';
import { showSurface } from '../webview-of.ts';
import { CompareSurface } from './compare-surface.ts';

export const compareViewType = 'baton.compare';

/** Two runs side by side, in an editor tab. @throws UserError when a journal cannot be read */
export function openComparison(
  panel: vscode.WebviewPanel,
  leftId: string,
  rightId: string,
  { library, extension, selection, log }: SessionServices,
): void {
  const left = library.open(leftId);
  const right = library.open(rightId);
  const place = (side: SideName, key: string, part?: string): CallPlace => ({
    run: side === 'left' ? leftId : rightId,
    key,
    ...(part === undefined ? {} : { part }),
  });
  const surface = new CompareSurface(
    left,
    right,
    {
      diff: (key, part) => void selection.diff(place('left', key, part), place('right', key, part)),
      open: (side, key) =>
        void vscode.commands.executeCommand('baton.openSession', side === 'left' ? leftId : rightId, key),
      selectForCompare: (side, key) => {
        selection.select(place(side, key));
      },
      compareWithSelected: (side, key) => void selection.compareWith(place(side, key)),
    },
    (message) => void panel.webview.postMessage(message),
  );
  const listeners = [
    panel.webview.onDidReceiveMessage((message: unknown) => {
      try {
        surface.receive(message);
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
      }
    }),
    panel.onDidChangeViewState(() => {
      if (!panel.visible) surface.hidden();
    }),
  ];
  panel.onDidDispose(() => {
    surface.dispose();
    left.dispose();
    right.dispose();
    for (const listener of listeners) listener.dispose();
  });
  panel.title = shortText(left.title === right.title ? left.title : `${left.title} ↔ ${right.title}`);
  panel.iconPath = new vscode.ThemeIcon('git-compare');
  showSurface(panel.webview, extension, 'compare', panel.title);
}
