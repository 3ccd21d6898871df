import * as vscode from 'vscode';
import type { Puzzle } from '../../engine/puzzles/puzzle.ts';
import type { Verdict } from '../../engine/puzzles/verdict.ts';
import { UserError } from '../../engine/user-error.ts';
import { plainLabel, plainMessage } from '../messages/plain-message.ts';
import type { AnswerOffer } from './answer-offer.ts';
import { placeAnswer } from './place-answer.ts';

/** The scheme of documents that show a file as it would be with an answer in it. */
export const answerScheme = 'baton-answer';

/** Checks an answer against a puzzle as it stands in a document. */
export type CheckAnswer = (puzzle: Puzzle, answer: string, uri: vscode.Uri) => Promise<Verdict>;

/**
 * The answers on offer: each shown as a diff of the file and of the file with the answer in it, until it is
 * accepted or dismissed. The diff follows the file while it is edited.
 */
export class AnswerOffers implements vscode.TextDocumentContentProvider {
  private readonly offers = new Map<string, AnswerOffer>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly following: vscode.Disposable;

  constructor(private readonly check: CheckAnswer) {
    this.following = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const offer of this.offers.values()) {
        if (offer.uri.toString() === document.uri.toString()) this.changed.fire(answerUri(offer));
      }
    });
  }

  dispose(): void {
    this.following.dispose();
    this.changed.dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const offer = this.offers.get(runOf(uri));
    if (!offer) return '';
    const document = await vscode.workspace.openTextDocument(offer.uri);
    const text = document.getText();
    const place = placeAnswer(document, offer);
    if (place.place === 'gone') return text;
    const { range, newText } = place.edit;
    return text.slice(0, range.start) + newText + text.slice(range.end);
  }

  add(offer: AnswerOffer): void {
    this.offers.set(offer.run, offer);
    this.changed.fire(answerUri(offer));
  }

  /** Opens the diff. */
  async show(offer: AnswerOffer): Promise<void> {
    const title = vscode.l10n.t('Answer to {0}: {1}', plainLabel(offer.title), fileName(offer.uri));
    await vscode.commands.executeCommand('vscode.diff', offer.uri, answerUri(offer), title, {
      preview: true,
    });
  }

  /**
   * Puts an answer into its document, as one edit that one undo takes back.
   *
   * @throws UserError `answer-homeless` where the document has no place for it any more, `answer-wrong-now` where
   *   the puzzle was changed and the answer does not solve it as it is now, `edit-refused`
   */
  async accept(offer: AnswerOffer): Promise<void> {
    const document = await vscode.workspace.openTextDocument(offer.uri);
    let place = placeAnswer(document, offer);
    if (place.place === 'changed') {
      const verdict = await this.check(place.puzzle, offer.answer, offer.uri);
      if (verdict.outcome !== 'solved') {
        throw new UserError(
          'answer-wrong-now',
          `The puzzle was changed since it was solved, and the answer does not solve it as it is now: ${verdict.message}`,
          'Solve it again.',
        );
      }
      place = placeAnswer(document, offer);
    }
    if (place.place === 'gone') {
      throw new UserError(
        'answer-homeless',
        `The puzzle ${offer.title} is no longer in ${fileName(offer.uri)}, so its answer has no place there.`,
        'Undo what removed it, or copy the answer from the session.',
      );
    }
    const { range, newText } = place.edit;
    const start = document.positionAt(range.start);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(offer.uri, new vscode.Range(start, document.positionAt(range.end)), newText);
    if (!(await vscode.workspace.applyEdit(edit))) {
      throw new UserError(
        'edit-refused',
        `The editor did not take the edit of ${fileName(offer.uri)}.`,
        'Check that the file can be written, then accept the answer again.',
      );
    }
    await this.forget(offer);
    const editor = await vscode.window.showTextDocument(document);
    const end = document.positionAt(range.start + newText.length);
    editor.selection = new vscode.Selection(end, end);
    editor.revealRange(new vscode.Range(start, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Takes an answer off the table and closes its diff. The run keeps it. */
  async forget(offer: AnswerOffer): Promise<void> {
    this.offers.delete(offer.run);
    const uri = answerUri(offer).toString();
    const tabs = vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri);
    await vscode.window.tabGroups.close(tabs);
  }

  isOpen(offer: AnswerOffer): boolean {
    return this.offers.get(offer.run) === offer;
  }

  /** The offer that a command is about: that of a document, else of the active editor, else the person chooses. */
  async choose(named: unknown): Promise<AnswerOffer | undefined> {
    const uri = named instanceof vscode.Uri ? named : activeAnswer();
    const here = uri?.scheme === answerScheme ? this.offers.get(runOf(uri)) : undefined;
    if (here) return here;
    const offers = [...this.offers.values()];
    const [only] = offers;
    if (offers.length === 0) {
      throw new UserError('no-answer', 'No answer is on offer.', 'Solve a puzzle first.');
    }
    if (offers.length === 1) return only;
    const items = offers.map((offer) => ({
      label: plainLabel(offer.title),
      description: fileName(offer.uri),
      detail: plainLabel(offer.verdict),
      offer,
    }));
    const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which answer?') });
    return chosen?.offer;
  }

  /** Shows an answer and asks whether to take it. */
  async propose(offer: AnswerOffer): Promise<void> {
    this.add(offer);
    await this.show(offer);
    const accept = vscode.l10n.t('Accept');
    const dismiss = vscode.l10n.t('Dismiss');
    const session = vscode.l10n.t('Open Session');
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t(
        '{0} is solved, and the answer was checked: {1}',
        ...[offer.title, offer.verdict].map(plainMessage),
      ),
      accept,
      dismiss,
      session,
    );
    if (!this.isOpen(offer)) return;
    if (chosen === accept) await this.accept(offer);
    if (chosen === dismiss) await this.forget(offer);
    if (chosen === session) await vscode.commands.executeCommand('baton.openSession', offer.run);
  }
}

function answerUri(offer: AnswerOffer): vscode.Uri {
  return vscode.Uri.from({ scheme: answerScheme, path: `/${offer.run}/${fileName(offer.uri)}` });
}

function runOf(uri: vscode.Uri): string {
  return uri.path.split('/')[1] ?? '';
}

function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function activeAnswer(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
}
