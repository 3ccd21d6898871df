import * as vscode from 'vscode';
import { visibleText } from '../../engine/visible-text.ts';
import type { OpenRun, RunLibrary } from '../runs/run-library.ts';
import { callUri } from './call-document.ts';
import type { CompareSelection } from './compare-selection.ts';
import { labelOf } from './node-of.ts';
import { SessionSurface } from './session-surface.ts';
import { shortText } from './short-text.ts';
import { showSurface } from './webview-of.ts';

/** The type of our panels, as VS Code restores them by. */
export const sessionViewType = 'baton.session';

/** What a panel needs of the editor's other parts. */
export interface SessionServices {
  readonly library: RunLibrary;
  readonly extension: vscode.Uri;
  readonly selection: CompareSelection;
  readonly log: vscode.LogOutputChannel;
}

/** A run in an editor tab. */
export class SessionPanel {
  readonly surface: SessionSurface;
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    readonly panel: vscode.WebviewPanel,
    readonly run: OpenRun,
    { library, extension, selection, log }: SessionServices,
  ) {
    const { id } = run;
    this.surface = new SessionSurface(
      run,
      {
        copy: (text) => void vscode.env.clipboard.writeText(text),
        openDocument: (key, part) => {
          const uri = callUri(
            { run: id, key, ...(part === undefined ? {} : { part }) },
            labelOf(run.tree, key),
          );
          void vscode.window.showTextDocument(uri, { preview: true });
        },
        revealInTree: (key) => void vscode.commands.executeCommand('baton.revealInRuns', id, key),
        selectForCompare: (key) => {
          selection.select({ run: id, key });
        },
        compareWithSelected: (key) => void selection.compareWith({ run: id, key }),
        openParent: () => {
          const parent = run.tree.header?.parent?.run;
          if (parent !== undefined) void vscode.commands.executeCommand('baton.openSession', parent);
        },
        compareWithParent: () => {
          const parent = run.tree.header?.parent?.run;
          if (parent !== undefined) void vscode.commands.executeCommand('baton.compareRuns', parent, id);
        },
        interject: (text) => {
          library.interject(id, text);
        },
        stop: () => {
          library.stop(id);
        },
        pause: () => {
          library.pause(id);
        },
        continue: () => {
          library.continue(id);
        },
      },
      (message) => void panel.webview.postMessage(message),
    );
    this.disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        try {
          this.surface.receive(message);
        } catch (error) {
          log.error(error instanceof Error ? error : String(error));
        }
      }),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.surface.hidden();
      }),
      run.onDidGrow(() => {
        panel.title = visibleText(shortText(run.tree.title));
      }),
    );
    panel.onDidDispose(() => {
      this.surface.dispose();
      run.dispose();
      for (const disposable of this.disposables) disposable.dispose();
    });
    panel.title = visibleText(shortText(run.tree.title === '' ? run.title : run.tree.title));
    panel.iconPath = new vscode.ThemeIcon('comment-discussion');
    showSurface(panel.webview, extension, 'session', panel.title);
  }
}
