import * as vscode from 'vscode';
import { z } from 'zod';
import type { RunLibrary } from '../runs/run-library.ts';
import { documentName } from './document-name.ts';
import { documentText } from './document-text.ts';
import { withRun } from './with-run.ts';

/** What a document of the scheme `baton-call` shows: a row of a run, or one of its texts. */
const placeSchema = z.object({ run: z.string(), key: z.string(), part: z.string().optional() });
export type CallPlace = z.infer<typeof placeSchema>;

export const callScheme = 'baton-call';

/** The address of a call's text as a read-only document. What is in it comes out of the journal, never from a path. */
export function callUri(place: CallPlace, label: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: callScheme,
    path: `/${documentName(label, place.part)}`,
    query: JSON.stringify(place),
  });
}

/** Shows the texts of calls as read-only documents. */
export class CallDocuments implements vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly library: RunLibrary) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    const place = placeSchema.parse(JSON.parse(uri.query));
    return withRun(this.library, place.run, (run) => documentText(run, place.key, place.part));
  }
}
