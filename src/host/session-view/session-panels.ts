import * as vscode from 'vscode';
import type { OpenRun } from '../runs/run-library.ts';
import { describeError } from '../../engine/user-error.ts';
import { type SessionServices, SessionPanel, sessionViewType } from './session-panel.ts';

/** Where in a run to go: a row of its outline, and a text within it. */
export interface SessionPlace {
  readonly key: string;
  readonly part?: string;
}

/** The panels that are open, one a run. */
export class SessionPanels implements vscode.WebviewPanelSerializer {
  private readonly panels = new Map<string, SessionPanel>();

  constructor(private readonly services: SessionServices) {}

  /** Shows a run, and a place in it where one is named. @throws UserError when its journal cannot be read */
  open(run: string, place?: SessionPlace, beside = false): SessionPanel {
    const known = this.panels.get(run);
    if (known) known.panel.reveal(undefined, false);
    const opened = known ?? this.create(run, beside);
    if (place) opened.surface.reveal(place.key, place.part);
    return opened;
  }

  /** Brings a panel back after the window was reloaded. Its view remembers which run it showed. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const run =
      typeof state === 'object' && state !== null && 'run' in state && typeof state.run === 'string'
        ? state.run
        : undefined;
    try {
      if (run === undefined) throw new Error('the view remembers no run');
      this.adopt(panel, this.services.library.open(run));
    } catch (error) {
      this.services.log.error(describeError(error));
      panel.dispose();
    }
    return Promise.resolve();
  }

  private create(run: string, beside: boolean): SessionPanel {
    // Read first: a run that cannot be opened opens no tab.
    const opened = this.services.library.open(run);
    const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    return this.adopt(vscode.window.createWebviewPanel(sessionViewType, '', column), opened);
  }

  private adopt(panel: vscode.WebviewPanel, read: OpenRun): SessionPanel {
    const run = read.id;
    const opened = new SessionPanel(panel, read, this.services);
    this.panels.set(run, opened);
    panel.onDidDispose(() => {
      if (this.panels.get(run) === opened) this.panels.delete(run);
    });
    return opened;
  }
}
