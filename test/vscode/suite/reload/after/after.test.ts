import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('after the window was reloaded', () => {
  it('stands on the same ground: workspace and settings', async () => {
    const [file] = await vscode.workspace.findFiles('left.txt');
    assert.ok(file, 'the file is there');
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(file)).toString(), 'kept');
    assert.equal(vscode.workspace.getConfiguration('editor').get('tabSize'), 3);
  });
});
