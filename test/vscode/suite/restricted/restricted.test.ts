import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../fixtures/eventually.ts';
import { lensesOf } from '../../fixtures/in-editor.ts';
import { journalsOf } from '../../fixtures/journals.ts';

describe('restricted mode', () => {
  it('holds for a workspace that nobody has trusted', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('lets the extension be activated', async () => {
    const extension = vscode.extensions.getExtension('baton.baton');
    assert.ok(extension, 'the extension is enabled');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('shows puzzles, and runs none', async () => {
    const [file] = await vscode.workspace.findFiles('half.py');
    assert.ok(file);
    const document = await vscode.workspace.openTextDocument(file);
    await vscode.window.showTextDocument(document);
    const lenses = await eventually(async () => {
      const found = await lensesOf(document);
      return found.length > 0 && found;
    }, 'lenses');
    const text = document.getText();
    for (const { command } of lenses) {
      assert.ok(command);
      // The message stays until it is dismissed, and the command with it: it is not awaited.
      void vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    }
    await vscode.commands.executeCommand('baton.refreshRuns');
    assert.deepEqual(journalsOf(file.path.replace(/\/[^/]*$/, '')), []);
    assert.equal(document.getText(), text);
  });
});
