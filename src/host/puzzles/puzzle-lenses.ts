import * as vscode from 'vscode';
import { plainLabel } from '../messages/plain-message.ts';
import { whyViewOnly } from '../commands/command-registrar.ts';
import type { PuzzleTarget } from './puzzle-target.ts';

/** Longer documents get no lenses: they would be looked through at every keystroke. */
const longestDocument = 2_000_000;
/** A task set of thousands would be nothing but lenses; the commands reach every puzzle all the same. */
const mostPuzzles = 200;

/** *Solve* and *Check* above each puzzle. */
export class PuzzleLenses implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  refresh(): void {
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('baton', document.uri).get<boolean>('codeLens', true)) return [];
    const text = document.getText();
    if (text.length > longestDocument) return [];
    const { puzzlesOfDocument } = await import('./puzzles-of-document.ts');
    if (token.isCancellationRequested) return [];
    const viewOnly = whyViewOnly();
    return puzzlesOfDocument(document)
      .slice(0, mostPuzzles)
      .flatMap(({ puzzle }) => {
        const { line } = document.positionAt(puzzle.range.start);
        const range = new vscode.Range(line, 0, line, 0);
        const target: PuzzleTarget = { uri: document.uri, id: puzzle.id };
        const lens = (title: string, tooltip: string, command: string): vscode.CodeLens =>
          new vscode.CodeLens(range, { title, tooltip: viewOnly ?? tooltip, command, arguments: [target] });
        const solve = lens(
          `$(play) ${vscode.l10n.t('Solve')}`,
          vscode.l10n.t('Put {0} to a model; its answer is checked by running it', plainLabel(puzzle.title)),
          'baton.solvePuzzle',
        );
        if (puzzle.currentAnswer() === undefined) return [solve];
        const check = lens(
          `$(beaker) ${vscode.l10n.t('Check')}`,
          vscode.l10n.t('Check the answer that stands here by running it'),
          'baton.checkPuzzle',
        );
        return [solve, check];
      });
  }
}
