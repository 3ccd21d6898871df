import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'mocha';
import { everyLook } from '../harness/look.ts';
import { inWorkbench } from '../harness/in-workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const rows = (vs: Workbench) => vs.page.locator('.quick-input-widget:visible .monaco-list-row');

inWorkbench('first steps', { workspace: 'test/vscode/workspaces/plain' }, (vs) => {
  it('has a walkthrough of four steps, with a picture each', async () => {
    await vs.execute('workbench.action.openWalkthrough', 'baton.baton#start', false);
    for (const step of ['Connect a model', 'Open a puzzle', 'Press Solve', 'Look inside the session']) {
      await vs.page.locator('.step-title', { hasText: step }).waitFor();
    }
  });

  it('shows its pictures in the colours of the theme', async () => {
    const picture = vs.page
      .locator('iframe.webview.ready:visible')
      .first()
      .contentFrame()
      .frameLocator('#active-frame')
      .locator('svg');
    const window = picture.locator('rect').first();
    // Styles that the editor's policy strips would leave it black.
    assert.match((await window.getAttribute('fill')) ?? '', /^var\(--vscode-editor-background/);
  });

  it('is seen in every look', async function () {
    this.timeout(60_000);
    await vs.screenshots('walkthrough', everyLook);
  });

  it('copies the samples, opens one, and chooses the recorded model where there is no other', async () => {
    await vs.run('Baton: Open a Sample…');
    await vs.screenshot('open-sample');
    await rows(vs).filter({ hasText: 'Into plain' }).click();
    await vs.tab('night_watch.py').waitFor();
    await vs.statusItem('first-steps.jsonl (recorded)').waitFor();
    await vs.screenshot('sample-opened');
    const folder = vs.place.workspace ?? '';
    assert.ok(existsSync(join(folder, 'baton-samples', 'tea_break.24')));
    const settings = readFileSync(join(folder, '.vscode', 'settings.json'), 'utf8');
    assert.match(settings, /recorded:baton-samples\/recordings\/first-steps\.jsonl/);
  });

  it('shows the settings with what they do', async () => {
    await vs.execute('workbench.action.openSettings', '@ext:baton.baton');
    // Models belong to the machine that Baton runs on, which here is a remote one.
    await vs.page
      .getByRole('tab', { name: /Remote/ })
      .or(vs.page.locator('.settings-target-container .action-label', { hasText: 'Remote' }))
      .first()
      .click();
    await vs.page.locator('.setting-item-description', { hasText: 'The model for everything' }).waitFor();
    await vs.screenshot('settings');
  });
});
