import * as vscode from 'vscode';
import { visibleText } from '../../engine/visible-text.ts';
import { modelLabel } from './model-label.ts';

export const checkScheme = 'baton-check';

/** The reports of checks, as documents to read: they are gone when the window is. */
export class CheckDocuments implements vscode.TextDocumentContentProvider {
  private readonly reports = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return (
      this.reports.get(uri.toString()) ??
      vscode.l10n.t('This report is gone. Run “Baton: Check Model” again.')
    );
  }

  /** Shows a report in an editor; a later one of the same model takes its place. */
  async show(reference: string, report: string): Promise<void> {
    const { name } = modelLabel(reference);
    const title = vscode.l10n.t('Check of {0}', visibleText(name).replaceAll(/[\\/]+/g, '∕'));
    // The query tells models of one name apart; the tab shows the path alone.
    const uri = vscode.Uri.from({ scheme: checkScheme, path: `/${title}.txt`, query: reference });
    this.reports.set(uri.toString(), report);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.changed.dispose();
  }
}
