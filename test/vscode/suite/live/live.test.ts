import assert from 'node:assert/strict';
import { afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../fixtures/eventually.ts';
import { answerTab, closeAll, openSample, useModel, workspacePath } from '../../fixtures/in-editor.ts';
import { journalsOf, newestJournal } from '../../fixtures/journals.ts';

/** Begins a run and waits until it has asked its model. */
async function begin(): Promise<string> {
  const runs = journalsOf(workspacePath()).length;
  const document = await openSample('tea_break.24');
  const target = { uri: document.uri, id: 'game24:4-5-6-10' };
  void vscode.commands.executeCommand('baton.solvePuzzle', target);
  return eventually(() => {
    if (journalsOf(workspacePath()).length === runs) return undefined;
    const moments = newestJournal(workspacePath());
    const [header] = moments;
    const asked = moments.some((moment) => moment.kind === 'asked' && moment.tool === 'model');
    return header?.kind === 'run' && asked && header.run;
  }, 'a run under way');
}

const finished = () =>
  eventually(
    () => newestJournal(workspacePath()).find((moment) => moment.kind === 'finished'),
    'the end of the run',
  );

describe('a run that goes on', () => {
  before(() => useModel(process.env.BATON_TEST_MODEL));
  afterEach(closeAll);

  it('is stopped by a command, and goes on with another', async function () {
    this.timeout(60_000);
    const run = await begin();
    await vscode.commands.executeCommand('baton.stopRun', { run });
    assert.equal((await finished()).outcome, 'cancelled');
    assert.equal(answerTab(), undefined);

    void vscode.commands.executeCommand('baton.resumeRun', { run });
    await eventually(
      () => newestJournal(workspacePath()).at(-1)?.kind === 'finished' && answerTab(),
      'the answer of the run that went on',
    );
    const moments = newestJournal(workspacePath());
    assert.equal(moments.filter(({ kind }) => kind === 'resumed').length, 1);
    assert.ok(moments.some((moment) => moment.kind === 'asked' && moment.again === true));
  });

  it('hears at its next round what is said to it', async function () {
    this.timeout(60_000);
    const run = await begin();
    await vscode.commands.executeCommand('baton.interject', { run }, 'Mind the brackets.');
    await finished();
    const heard = newestJournal(workspacePath()).filter(
      (moment) => moment.kind === 'answered' && JSON.stringify(moment.answer).includes('Mind the brackets.'),
    );
    assert.equal(heard.length, 1);
    const asked = newestJournal(workspacePath()).filter(
      (moment) => moment.kind === 'asked' && JSON.stringify(moment.request).includes('Mind the brackets.'),
    );
    assert.ok(asked.length > 0, 'the conductor was told');
  });

  it('stands still when paused, and goes on from there', async function () {
    this.timeout(60_000);
    const run = await begin();
    await vscode.commands.executeCommand('baton.pauseRun', { run });
    await eventually(
      () => newestJournal(workspacePath()).at(-1)?.kind === 'answered',
      'the answer in flight',
    );
    const { length } = newestJournal(workspacePath());
    await vscode.commands.executeCommand('baton.refreshRuns');
    assert.equal(newestJournal(workspacePath()).length, length);
    await vscode.commands.executeCommand('baton.continueRun', { run });
    assert.equal((await finished()).outcome, 'done');
  });

  it('is forked by asking one call again, which pays for no more than what comes after it', async function () {
    this.timeout(60_000);
    const before = journalsOf(workspacePath()).length;
    const [header] = newestJournal(workspacePath());
    assert.ok(header?.kind === 'run');
    void vscode.commands.executeCommand('baton.askAgain', { run: header.run, address: 'conductor#2' });
    await eventually(() => journalsOf(workspacePath()).length > before, 'the fork');
    const end = await finished();
    assert.equal(end.outcome, 'done');
    const fork = newestJournal(workspacePath());
    const model = fork.filter((moment) => moment.kind === 'asked' && moment.tool === 'model');
    assert.equal(model.filter((moment) => moment.kind === 'asked' && moment.reused === undefined).length, 1);
    const [forked] = fork;
    assert.ok(forked?.kind === 'run');
    assert.equal(forked.parent?.run, header.run);
  });
});
