import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RunLibrary } from '../runs/run-library.ts';
import { type CallPlace, callUri } from './call-document.ts';
import { labelOf } from './node-of.ts';
import { withRun } from './with-run.ts';

/** A call that waits to be compared with another, as files in the explorer do; in any view, of any run. */
export class CompareSelection {
  private selected: CallPlace | undefined;

  constructor(private readonly library: RunLibrary) {}

  select(place: CallPlace): void {
    this.selected = place;
    void vscode.commands.executeCommand('setContext', 'baton.callSelected', true);
  }

  /** Opens the difference between the selected call and this one. */
  async compareWith(place: CallPlace): Promise<void> {
    if (!this.selected) {
      void vscode.window.showInformationMessage(
        l10n.t('Nothing is selected yet. Use Select for Compare on another call first.'),
      );
      return;
    }
    await this.diff(this.selected, place);
  }

  async diff(left: CallPlace, right: CallPlace): Promise<void> {
    const [a, b] = [left, right].map((place) =>
      withRun(this.library, place.run, ({ tree }) => labelOf(tree, place.key)),
    );
    const title = a === b ? (a ?? '') : `${a} ↔ ${b}`;
    await vscode.commands.executeCommand(
      'vscode.diff',
      callUri(left, a ?? ''),
      callUri(right, b ?? ''),
      title.slice(0, 80),
    );
  }
}
