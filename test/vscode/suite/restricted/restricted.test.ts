import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

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
});
