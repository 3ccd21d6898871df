import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { eventually } from '../../../fixtures/eventually.ts';
import { answerTab, workspacePath } from '../../../fixtures/in-editor.ts';
import { journalsOf } from '../../../fixtures/journals.ts';

describe('the window that comes after it', () => {
  it('goes on with the run by itself, asks the call in flight again, and offers the answer', async function () {
    this.timeout(60_000);
    await eventually(answerTab, 'the answer');
    const journals = journalsOf(workspacePath());
    assert.equal(journals.length, 1);
    const moments = journals[0] ?? [];
    assert.equal(moments.filter(({ kind }) => kind === 'resumed').length, 1);
    const again = moments.filter((m) => m.kind === 'asked' && m.again === true);
    assert.deepEqual(
      again.map((m) => m.kind === 'asked' && m.address),
      ['expert#1'],
    );
    const firstCall = moments.filter((m) => m.kind === 'asked' && m.address === 'conductor#1');
    assert.equal(firstCall.length, 1, 'what was answered is not asked again');
    assert.equal(moments.at(-1)?.kind, 'finished');
  });

  it('remembers no run once it has ended', async () => {
    const mark = vscode.Uri.file(`${workspacePath()}/.baton/runs/under-way`);
    await eventually(async () => {
      try {
        await vscode.workspace.fs.stat(mark);
        return false;
      } catch {
        return true;
      }
    }, 'the end of the mark');
  });
});
