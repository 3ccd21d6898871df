import * as vscode from 'vscode';

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
    const name = vscode.l10n.t('Check of {0}', reference.replaceAll(/[\\/:]+/g, ' '));
    const uri = vscode.Uri.from({ scheme: checkScheme, path: `/${name}.txt` });
    this.reports.set(uri.toString(), report);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.changed.dispose();
  }
}
