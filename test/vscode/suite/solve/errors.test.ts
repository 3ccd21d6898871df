import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../fixtures/eventually.ts';
import {
  answerTab,
  closeAll,
  openSample,
  recorded,
  useModel,
  workspacePath,
} from '../../fixtures/in-editor.ts';
import { journalsOf, newestJournal } from '../../fixtures/journals.ts';

describe('what can go wrong', () => {
  afterEach(async () => {
    await useModel(recorded);
    await closeAll();
  });

  it('starts no run without a model', async () => {
    const before = journalsOf(workspacePath()).length;
    await useModel('');
    const document = await openSample('tea_break.24');
    const target = { uri: document.uri, id: 'game24:4-5-6-10' };
    void vscode.commands.executeCommand('baton.solvePuzzle', target);
    // A second command is answered after the first has looked at the settings.
    await vscode.commands.executeCommand('baton.refreshRuns');
    assert.equal(journalsOf(workspacePath()).length, before);
  });

  it('keeps on record that a server is dead', async function () {
    this.timeout(90_000);
    await useModel('http://127.0.0.1:9/v1#gone');
    const document = await openSample('tea_break.24');
    const before = journalsOf(workspacePath()).length;
    const target = { uri: document.uri, id: 'game24:4-5-6-10' };
    void vscode.commands.executeCommand('baton.solvePuzzle', target);
    await eventually(() => journalsOf(workspacePath()).length > before, 'a run');
    await eventually(
      () => newestJournal(workspacePath()).some(({ kind }) => kind === 'attempt'),
      'a repeated attempt',
    );
    await vscode.commands.executeCommand('baton.stopRun');
    const end = await eventually(
      () => newestJournal(workspacePath()).find((moment) => moment.kind === 'finished'),
      'the end of the run',
    );
    assert.equal(end.outcome, 'cancelled');
    assert.equal(answerTab(), undefined);
  });

  it('renames no run that somebody else is writing', async () => {
    const [journal] = journalsOf(workspacePath());
    const header = journal?.[0];
    assert.ok(header?.kind === 'run');
    const uri = vscode.Uri.file(`${workspacePath()}/.baton/runs/${header.run}.jsonl.lock`);
    const owner = {
      pid: process.ppid,
      started: '',
      host: hostname(),
      token: 'other',
    };
    await vscode.workspace.fs.writeFile(uri, Buffer.from(JSON.stringify(owner)));
    void vscode.commands.executeCommand('baton.renameRun', { run: header.run }, 'Mine now');
    await vscode.commands.executeCommand('baton.refreshRuns');
    assert.ok(!JSON.stringify(journalsOf(workspacePath())[0]).includes('Mine now'));
    await vscode.workspace.fs.delete(uri);
    await vscode.commands.executeCommand('baton.renameRun', { run: header.run }, 'Mine now');
    assert.ok(JSON.stringify(journalsOf(workspacePath())[0]).includes('Mine now'));
  });
});
