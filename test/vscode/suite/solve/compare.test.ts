import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../fixtures/eventually.ts';
import { closeAll, openSample, recorded, useModel } from '../../fixtures/in-editor.ts';

describe('comparing scaffolds on one puzzle', () => {
  before(() => useModel(recorded));
  afterEach(closeAll);

  it('makes one table of one run each, each with a link to its session', async function () {
    this.timeout(60_000);
    const document = await openSample('tea_break.24');
    const target = { uri: document.uri, id: 'game24:4-5-6-10' };
    void vscode.commands.executeCommand('baton.compareScaffolds', target, ['meta', 'standard']);
    const table = await eventually(
      () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'baton-comparison'),
      'the table',
    );
    await eventually(() => {
      const text = table.getText();
      return /meta +solved +2 /.test(text) && /standard +not solved +1 /.test(text);
    }, 'the end of both runs');
    assert.match(table.getText(), /n = 1/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      table.uri,
    );
    assert.equal(links.filter(({ target }) => target?.toString().includes('baton.openSession')).length, 2);
  });
});
