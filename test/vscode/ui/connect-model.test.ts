import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'mocha';
import { FakeOpenAIServer } from '../../fakes/openai-server.ts';
import { everyLook } from '../harness/look.ts';
import { inWorkbench } from '../harness/in-workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const key = 'sk-secret-maple-0123456789';
const reply = { kind: 'reply', text: 'maple 1 2 3 4 5 6 7 8 9 10', delayMs: 2 } as const;

/** The title, rows and message of the quick input that is shown. */
const rows = (vs: Workbench) => vs.page.locator('.quick-input-widget:visible .monaco-list-row');
const focused = (vs: Workbench) => vs.page.locator('.quick-input-widget:visible .monaco-list-row.focused');
const title = (vs: Workbench) => vs.page.locator('.quick-input-widget:visible .quick-input-title');
const message = (vs: Workbench) => vs.page.locator('.quick-input-widget:visible .quick-input-message');

inWorkbench('connecting a model', { workspace: 'test/vscode/workspaces/plain' }, (vs) => {
  let open: FakeOpenAIServer;
  let locked: FakeOpenAIServer;

  before(async () => {
    open = await new FakeOpenAIServer({
      models: ['org/alpha-7b', 'org/beta-70b'],
      reply: () => reply,
    }).start();
    locked = await new FakeOpenAIServer({ key, models: ['gamma'], reply: () => reply }).start();
  });
  after(async () => {
    await open.close();
    await locked.close();
  });

  const toAddress = async (address: string): Promise<void> => {
    await vs.run('Baton: Connect a Model…');
    await rows(vs).filter({ hasText: 'OpenAI-compatible server…' }).click();
    await title(vs).filter({ hasText: 'OpenAI-Compatible Server' }).waitFor();
    await vs.quickInput.fill(address);
  };

  it('takes an address, lists the models, checks one, and uses it for everything: by keyboard alone', async () => {
    await vs.run('Baton: Connect a Model…');
    await title(vs).filter({ hasText: 'Connect a Model' }).waitFor();
    await vs.quickInput.fill('compatible');
    await focused(vs).filter({ hasText: 'OpenAI-compatible server' }).waitFor();
    await vs.page.keyboard.press('Enter');
    await title(vs).filter({ hasText: 'OpenAI-Compatible Server' }).waitFor();
    await vs.page.keyboard.type(`127.0.0.1:${open.port}`);
    await message(vs)
      .filter({ hasText: `Will ask http://127.0.0.1:${open.port}/v1` })
      .waitFor();
    await vs.screenshot('connect-address');
    await vs.page.keyboard.press('Enter');
    await title(vs).filter({ hasText: 'Models at' }).waitFor();
    await rows(vs).filter({ hasText: 'org/beta-70b' }).waitFor();
    await vs.screenshot('connect-list');
    await vs.page.keyboard.type('beta');
    await focused(vs).filter({ hasText: 'org/beta-70b' }).waitFor();
    await vs.page.keyboard.press('Enter');
    await rows(vs).filter({ hasText: 'Use for everything' }).waitFor();
    await vs.screenshots('connect-check', everyLook);
    await vs.page.keyboard.press('Enter');
    await vs.notification(/Baton uses org\/beta-70b now/).waitFor();
    await vs.statusItem('org/beta-70b').waitFor();
  });

  it('shows what the check found as a document', async () => {
    await vs.run('Baton: Check Model');
    await vs.tab(/Check of/).waitFor();
    await vs.editor.filter({ hasText: 'The model can be used.' }).waitFor();
    await vs.screenshot('check-report');
  });

  it('asks for the key only where the server wants one, and again where it is wrong', async () => {
    await toAddress(locked.baseUrl);
    await vs.page.keyboard.press('Enter');
    await title(vs).filter({ hasText: 'API key for' }).waitFor();
    assert.equal(await vs.quickInput.getAttribute('type'), 'password');
    await vs.page.keyboard.type('sk-wrong');
    await vs.page.keyboard.press('Enter');
    await message(vs).filter({ hasText: 'does not accept the API key (401)' }).waitFor();
    await vs.screenshot('connect-wrong-key');
    await vs.quickInput.fill(key);
    await vs.page.keyboard.press('Enter');
    await rows(vs).filter({ hasText: 'gamma' }).click();
    await rows(vs).filter({ hasText: 'Use for the experts' }).click();
    await vs.notification(/gamma plays the experts now/).waitFor();
    await vs.statusItem('org/beta-70b · gamma').waitFor();
  });

  it('says what to do where nothing answers', async () => {
    const dead = await new FakeOpenAIServer().start();
    const address = dead.baseUrl;
    await dead.close();
    await toAddress(address);
    await vs.page.keyboard.press('Enter');
    await rows(vs).filter({ hasText: 'Nothing answers at' }).waitFor({ timeout: 25_000 });
    await rows(vs).filter({ hasText: 'Try again' }).waitFor();
    await vs.screenshot('connect-dead');
    await rows(vs).filter({ hasText: 'Change the address' }).click();
    await title(vs).filter({ hasText: 'OpenAI-Compatible Server' }).waitFor();
    assert.equal(await vs.quickInput.inputValue(), address);
    await vs.page.keyboard.press('Escape');
  });

  it('is taken up where it was left', async () => {
    await toAddress(open.baseUrl);
    await vs.page.keyboard.press('Enter');
    await rows(vs).filter({ hasText: 'org/alpha-7b' }).waitFor();
    await vs.page.keyboard.press('Escape');
    await vs.run('Baton: Connect a Model…');
    await rows(vs).filter({ hasText: 'Go on where you left off' }).click();
    await rows(vs).filter({ hasText: 'org/alpha-7b' }).waitFor();
    await vs.page.keyboard.press('Escape');
  });

  it('finds servers of this machine when it is asked to', async () => {
    const local = await new FakeOpenAIServer({ models: ['local-model'], reply: () => reply }).start(30000);
    try {
      await vs.run('Baton: Connect a Model…');
      await rows(vs).filter({ hasText: 'Find local servers' }).click();
      await rows(vs).filter({ hasText: 'local-model' }).waitFor();
      await vs.screenshot('connect-local');
      await vs.page.keyboard.press('Escape');
    } finally {
      await local.close();
    }
  });

  it('chooses per role, and says what each has', async () => {
    await vs.run('Baton: Choose Model…');
    await rows(vs).filter({ hasText: 'Experts' }).filter({ hasText: 'gamma' }).waitFor();
    await vs.screenshot('choose-role');
    await rows(vs).filter({ hasText: 'Experts' }).click();
    await rows(vs).filter({ hasText: 'Same as everything else' }).waitFor();
    await vs.screenshot('choose-model');
    await rows(vs).filter({ hasText: 'Same as everything else' }).click();
    await vs.statusItem(/^\s*org\/beta-70b\s*$/).waitFor();
  });

  it('keeps the key, in no setting and no log, and forgets it when told to', async () => {
    await vs.run('Baton: Forget API Key…');
    await rows(vs).filter({ hasText: locked.baseUrl }).waitFor();
    assert.deepEqual(holding(vs.place.root, key), []);
    await rows(vs).filter({ hasText: locked.baseUrl }).click();
    await vs.notification(/is forgotten/).waitFor();
    await vs.run('Baton: Forget API Key…');
    await vs.notification('Baton keeps no API key.').waitFor();
    assert.ok(!vs.log().includes(key));
  });
});

/** Files below a folder that hold a text as it is. */
function holding(root: string, text: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}
