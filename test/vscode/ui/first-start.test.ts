import { it } from 'mocha';
import { everyLook } from '../harness/look.ts';
import { inWorkbench } from '../harness/in-workbench.ts';

inWorkbench('a fresh install', { workspace: 'test/vscode/workspaces/plain' }, (vs) => {
  it('answers a command from the palette', async () => {
    await vs.open('hello.py');
    await vs.run('Baton: Show Version');
    await vs.notification(/^Baton \d+\.\d+\.\d+/).waitFor();
  });

  it('is seen in every look', async function () {
    this.timeout(60_000);
    await vs.screenshots('version', everyLook);
  });

  it('answers again after the window was reloaded', async () => {
    await vs.reload();
    await vs.tab('hello.py').waitFor();
    await vs.run('Baton: Show Version');
    await vs.notification(/^Baton \d+/).waitFor();
  });
});
