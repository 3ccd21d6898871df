import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../fixtures/eventually.ts';
import {
  answerTab,
  closeAll,
  lensesOf,
  openSample,
  recorded,
  useModel,
  workspacePath,
} from '../../fixtures/in-editor.ts';
import { journalsOf, newestJournal } from '../../fixtures/journals.ts';

const puzzle = 'game24:4-5-6-10';

function solve(document: vscode.TextDocument, scaffold?: string): void {
  // The message stays until it is dismissed, and the command with it: it is not awaited.
  void vscode.commands.executeCommand('baton.solvePuzzle', { uri: document.uri, id: puzzle }, scaffold);
}

async function restore(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

describe('solving a puzzle with a recorded model', () => {
  before(() => useModel(recorded));
  afterEach(closeAll);

  it('begins at a CodeLens, which a setting turns off', async () => {
    const document = await openSample('tea_break.24');
    const commands = async (): Promise<(string | undefined)[]> =>
      (await lensesOf(document)).map(({ command }) => command?.command);
    const shown = await eventually(async () => {
      const lenses = await commands();
      return lenses.length > 0 && lenses;
    }, 'lenses');
    assert.equal(shown.filter((command) => command === 'baton.solvePuzzle').length, 9);
    assert.ok(!shown.includes('baton.checkPuzzle'), 'nothing stands there to be checked');

    const configuration = vscode.workspace.getConfiguration('baton');
    await configuration.update('codeLens', false, vscode.ConfigurationTarget.Global);
    await eventually(async () => (await commands()).length === 0, 'no lenses');
    await configuration.update('codeLens', undefined, vscode.ConfigurationTarget.Global);
  });

  it('offers the checked answer as a diff, accepts it as one edit, and one undo restores the bytes', async () => {
    const document = await openSample('tea_break.24');
    const before = document.getText();
    const bytes = readFileSync(document.uri.fsPath);
    solve(document);
    const diff = await eventually(answerTab, 'the diff');
    assert.equal(document.getText(), before, 'nothing is written before the answer is accepted');
    const proposed = await vscode.workspace.openTextDocument(diff.modified);
    const after = before.replace('4 5 6 10\n', '4 5 6 10 = 4 * 5 + 10 - 6\n');
    assert.equal(proposed.getText(), after);

    await vscode.commands.executeCommand('baton.acceptAnswer', diff.modified);
    assert.equal(document.getText(), after);
    await eventually(() => answerTab() === undefined, 'the end of the diff');

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await document.save();
    assert.deepEqual(readFileSync(document.uri.fsPath), bytes);
  });

  it('puts the answer where the puzzle has moved to, and keeps what was written meanwhile', async () => {
    const document = await openSample('tea_break.24');
    const before = document.getText();
    solve(document);
    const diff = await eventually(answerTab, 'the diff');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# mine\n7 7 7 7\n');
    await vscode.workspace.applyEdit(edit);
    await vscode.commands.executeCommand('baton.acceptAnswer', diff.modified);
    assert.equal(
      document.getText(),
      `# mine\n7 7 7 7\n${before.replace('4 5 6 10\n', '4 5 6 10 = 4 * 5 + 10 - 6\n')}`,
    );
    await restore(document, before);
  });

  it('writes nothing where the puzzle is gone', async () => {
    const document = await openSample('tea_break.24');
    const before = document.getText();
    solve(document);
    const diff = await eventually(answerTab, 'the diff');
    await restore(document, '1 1 11 11\n');
    void vscode.commands.executeCommand('baton.acceptAnswer', diff.modified);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(document.getText(), '1 1 11 11\n');
    await restore(document, before);
    await vscode.commands.executeCommand('baton.dismissAnswer', diff.modified);
    await eventually(() => answerTab() === undefined, 'the end of the diff');
    assert.equal(document.getText(), before);
  });

  it('never offers a wrong answer', async () => {
    const document = await openSample('tea_break.24');
    const before = journalsOf(workspacePath()).length;
    solve(document, 'standard');
    const finished = await eventually(() => {
      if (journalsOf(workspacePath()).length === before) return undefined;
      return newestJournal(workspacePath()).find((moment) => moment.kind === 'finished');
    }, 'the end of the run');
    assert.equal(JSON.stringify(finished.output).includes('"outcome":"wrong"'), true);
    assert.equal(answerTab(), undefined);
  });
});
