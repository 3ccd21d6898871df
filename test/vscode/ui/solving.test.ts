import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'mocha';
import { eventually } from '../fixtures/eventually.ts';
import { teaBreakMeta } from '../fixtures/sample-sessions.ts';
import { type SlowServer, slowServer } from '../fixtures/slow-server.ts';
import { inWorkbench } from '../harness/in-workbench.ts';
import { everyLook } from '../harness/look.ts';

inWorkbench('solving a puzzle', { workspace: 'samples' }, (vs) => {
  let server: SlowServer;
  before(async () => {
    server = await slowServer(teaBreakMeta, 60);
    await vs.setSettings({ 'baton.model': server.reference });
  });
  after(() => server.end());

  it('says in an empty tree what to do', async () => {
    await vs.openContainer('Baton');
    await vs.page.getByText('No runs yet.').waitFor();
    await vs.screenshots('runs-empty', everyLook);
  });

  it('begins above the puzzle, and is seen in the tree while it goes on', async function () {
    this.timeout(60_000);
    await vs.open('tea_break.24');
    await vs.codeLens('Solve').first().click();
    await vs.notification('Solving 4 5 6 10').waitFor();
    await vs.treeItem(/^4 5 6 10 · meta, running/).waitFor();
    await vs.screenshot('solving-progress');
    await vs
      .treeItem(/^4 5 6 10 · meta/)
      .locator('.monaco-tl-twistie')
      .click();
    await vs.treeItem(/^Round 1/).waitFor();
    await vs.screenshot('solving-tree');
  });

  it('offers the answer as a diff that is accepted by a key, and undone by another', async function () {
    this.timeout(60_000);
    const file = join(vs.place.workspace ?? '', 'tea_break.24');
    const bytes = readFileSync(file);
    await vs.notification('is solved, and the answer was checked').waitFor();
    await vs.treeItem(/^4 5 6 10 · meta, solved/).waitFor();
    await vs.screenshots('answer-diff', everyLook);
    await vs.tab(/^Answer to 4 5 6 10/).click();
    await vs.page.keyboard.press('Control+Enter');
    await vs.tab(/^Answer to 4 5 6 10/).waitFor({ state: 'detached' });
    await vs.codeLens('Check').waitFor();
    await vs.screenshot('answer-accepted');
    // The editor saves by itself, a moment later; to undo while it saves is another test.
    await eventually(() => !readFileSync(file).equals(bytes), 'the answer in the file');
    await vs.page.keyboard.press('Control+Z');
    await vs.codeLens('Check').waitFor({ state: 'detached' });
    await eventually(() => readFileSync(file).equals(bytes), 'the bytes of before');
  });

  it('opens the session from the tree', async () => {
    await vs.treeItem(/^4 5 6 10 · meta, solved/).click();
    await vs.tab(/4 5 6 10/).waitFor();
    await vs.webview().getByText('Final answer').first().waitFor();
    await vs.screenshot('session-from-tree');
  });

  it('filters the runs', async () => {
    await vs.run('Baton: Filter Runs…');
    await vs.answer('@failed');
    await vs.page.getByText('No run matches the filter.').waitFor();
    await vs.screenshot('runs-filtered');
    await vs.run('Baton: Clear Filter of Runs');
    await vs.treeItem(/^4 5 6 10 · meta, solved/).waitFor();
  });

  it('shows a hostile title as text, everywhere', async () => {
    const hostile = '[gift](command:workbench.action.closeWindow) $(trash) <b>bold</b> \u202eevil \u001b[31m';
    const shown = '[gift](command:workbench.action.closeWindow) $(trash) <b>bold</b> [U+202E]evil ␛[31m';
    const [name] = readdirSync(join(vs.place.workspace ?? '', '.baton', 'runs')).filter((file) =>
      file.endsWith('.jsonl'),
    );
    const run = name?.replace('.jsonl', '');
    await vs.execute('baton.renameRun', { run }, hostile);
    await vs.page.locator('.monaco-list-row', { hasText: shown }).waitFor();
    void vs.execute('baton.deleteRun', { run });
    await vs.dialog.getByText('[gift] (command:workbench.action.closeWindow)').waitFor();
    await vs.screenshot('hostile-title');
    await vs.page.keyboard.press('Escape');
    await vs.execute('baton.renameRun', { run }, '4 5 6 10 · meta');
    await vs.treeItem(/^4 5 6 10 · meta, solved/).waitFor();
  });

  it('deletes a run after it has asked', async () => {
    await vs.treeItem(/^4 5 6 10 · meta, solved/).click({ button: 'right' });
    // A menu takes no click in its first moments, but takes keys.
    await vs.page.getByRole('menuitem', { name: 'Delete Run…' }).hover();
    await vs.page.keyboard.press('Enter');
    await vs.dialog.getByText('Delete the run 4 5 6 10 · meta?').waitFor();
    await vs.screenshot('run-delete');
    await vs.dialog.getByRole('button', { name: 'Delete' }).click();
    await vs.page.getByText('No runs yet.').waitFor();
  });
});
