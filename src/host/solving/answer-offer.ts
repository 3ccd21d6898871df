import type * as vscode from 'vscode';

/** A checked answer, and where it would go. */
export interface AnswerOffer {
  readonly run: string;
  readonly uri: vscode.Uri;
  /** The puzzle's id in its document. */
  readonly puzzle: string;
  /** What the model was asked: while the document still asks this, the check holds. */
  readonly question: string;
  readonly answer: string;
  readonly title: string;
  /** How the check came out, in a sentence. */
  readonly verdict: string;
}
