import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('activation', () => {
  const extension = (): vscode.Extension<unknown> => {
    const found = vscode.extensions.getExtension('baton.baton');
    assert.ok(found, 'the extension is installed');
    return found;
  };

  it('does not happen by itself', () => {
    assert.equal(extension().isActive, false);
  });

  it('happens when a command is run', async () => {
    // The message stays until it is dismissed, and the command with it: it is not awaited.
    void vscode.commands.executeCommand('baton.showVersion');
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it('registers every command of the manifest', async () => {
    const manifest = extension().packageJSON as { contributes: { commands: { command: string }[] } };
    const known = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(known.has(command), command);
  });
});
