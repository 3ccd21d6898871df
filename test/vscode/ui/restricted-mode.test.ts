import { it } from 'mocha';
import { inWorkbench } from '../harness/in-workbench.ts';

inWorkbench('restricted mode', { workspace: 'samples', trusted: false }, (vs) => {
  it('says in the tree that it only shows', async () => {
    await vs.openContainer('Baton');
    await vs.page.getByText('Baton shows the runs on record').waitFor();
    await vs.screenshot('restricted-tree');
  });

  it('gives the reason where something would be run', async () => {
    await vs.open('tea_break.24');
    await vs.codeLens('Solve').first().click();
    const refusal = vs.notification('This workspace is in restricted mode');
    await refusal.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
    await vs.screenshot('restricted-solve');
  });
});
