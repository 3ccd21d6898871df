import { it } from 'mocha';
import { inWorkbench } from '../harness/in-workbench.ts';

inWorkbench('the Test Explorer', { workspace: 'test/vscode/workspaces/puzzles' }, (vs) => {
  it('lists the puzzles of a file that was opened', async () => {
    await vs.open('half.py');
    await vs.page.locator('.testing-run-glyph').nth(1).waitFor();
    await vs.openContainer('Testing');
    await vs.treeItem(/half\.py/).waitFor();
  });

  it('runs a right and a wrong answer, and shows the assertion that fails at its line', async function () {
    this.timeout(90_000);
    await vs.execute('testing.runAll');
    await vs.treeItem(/half\.py.*[Ff]ailed/).waitFor({ timeout: 60_000 });
    await vs.page
      .getByText(/raised.*too small/)
      .first()
      .waitFor();
    await vs
      .treeItem(/half\.py/)
      .locator('.monaco-tl-twistie')
      .click();
    await vs.treeItem(/^sat \(Failed/).waitFor();
    await vs.treeItem(/^sat_whole \(Passed/).waitFor();
    await vs.screenshot('test-explorer-failed');
  });
});
