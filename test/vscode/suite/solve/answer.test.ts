import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../fixtures/eventually.ts';
import { answerTab, lensesOf, openSample } from '../../fixtures/in-editor.ts';

describe('solving a puzzle with a recorded model', () => {
  it('begins at a CodeLens', async () => {
    const document = await openSample('tea_break.24');
    const solve = await eventually(async () => {
      const lenses = await lensesOf(document);
      return lenses.length > 0 && lenses.filter(({ command }) => command?.command === 'baton.solvePuzzle');
    });
    assert.equal(solve.length, 9);
    assert.equal(solve[0]?.range.start.line, 3);
  });

  it('offers the checked answer as a diff, accepts it as one edit, and one undo restores the bytes', async () => {
    const document = await openSample('tea_break.24');
    const before = document.getText();
    void vscode.commands.executeCommand('baton.solvePuzzle', { uri: document.uri, id: 'game24:4-5-6-10' });
    const diff = await eventually(answerTab);
    assert.equal(document.getText(), before, 'nothing is written before the answer is accepted');
    const proposed = await vscode.workspace.openTextDocument(diff.modified);
    const after = before.replace('4 5 6 10\n', '4 5 6 10 = 4 * 5 + 10 - 6\n');
    assert.equal(proposed.getText(), after);

    await vscode.commands.executeCommand('baton.acceptAnswer', diff.modified);
    assert.equal(document.getText(), after);
    assert.equal(answerTab(), undefined, 'the diff is closed');

    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });
});
