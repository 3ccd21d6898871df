import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../../fixtures/eventually.ts';
import { openSample, useModel, workspacePath } from '../../../fixtures/in-editor.ts';
import { newestJournal } from '../../../fixtures/journals.ts';

describe('a window that goes in the middle of a run', () => {
  it('leaves a run whose last call was never answered', async () => {
    await useModel(process.env.BATON_TEST_MODEL);
    const document = await openSample('tea_break.24');
    const target = { uri: document.uri, id: 'game24:4-5-6-10' };
    void vscode.commands.executeCommand('baton.solvePuzzle', target);
    await eventually(
      () => newestJournal(workspacePath()).some((m) => m.kind === 'asked' && m.address === 'expert#1'),
      'the second call',
    );
    const moments = newestJournal(workspacePath());
    assert.ok(!moments.some((m) => m.kind === 'answered' && m.address === 'expert#1'), 'it is in flight');
  });
});
