import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, it } from 'mocha';
import { session, writeJournal } from '../../webview/sample-run.ts';
import { inWorkbench } from '../harness/in-workbench.ts';
import { everyLook } from '../harness/look.ts';

inWorkbench('a session on record', { workspace: 'test/vscode/workspaces/plain' }, (vs) => {
  before(async () => {
    const folder = join(vs.place.workspace ?? '', '.baton', 'runs');
    mkdirSync(folder, { recursive: true });
    writeJournal(join(folder, '20261124-090000-abcdef.jsonl'), session());
    await vs.reload();
  });

  it('opens from the tree, and shows the rounds and what was said', async () => {
    await vs.openContainer('Baton');
    await vs
      .treeItem(/Solve 3 3 8 8/)
      .first()
      .click();
    await vs.webview().getByText('Round 1', { exact: true }).waitFor();
    await vs.webview().getByText('The numbers resist the usual pairings').first().waitFor();
    await vs.screenshots('session', everyLook);
  });

  it('keeps to its policy: nothing of the page was refused', () => {
    assert.doesNotMatch(vs.log(), /Content Security Policy/);
  });

  it('finds what is not in sight, and shows where', async () => {
    await vs
      .webview()
      .getByRole('tree')
      .click({ position: { x: 4, y: 4 } });
    await vs.page.keyboard.press('Control+F');
    await vs.webview().locator('baton-find vscode-text-field:focus-within').waitFor();
    await vs.page.keyboard.type('AssertionError');
    await vs.webview().getByText('1 of 1').waitFor();
    await vs.webview().locator('mark.current').waitFor();
    await vs.screenshot('session-find');
    await vs.page.keyboard.press('Escape');
  });

  it('opens a text as a document', async () => {
    await vs.webview().locator('[data-part="errors"]').first().focus();
    await vs.page.keyboard.press('o');
    await vs.tab(/Check \(errors\)/).waitFor();
    await vs.editor.filter({ hasText: 'AssertionError' }).waitFor();
  });

  it('is as it was when its tab is shown again, and after the window was reloaded', async () => {
    await vs.tab(/Solve 3 3 8 8/).click();
    await vs.webview().locator('[data-part="errors"]').waitFor();
    await vs.reload();
    await vs.tab(/Solve 3 3 8 8/).click();
    await vs.webview().locator('[data-part="errors"]').waitFor();
  });
});
