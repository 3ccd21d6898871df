import assert from 'node:assert/strict';
import { it } from 'mocha';
import { inWorkbench } from '../harness/in-workbench.ts';
import type { Workbench } from '../harness/workbench.ts';

const rows = (vs: Workbench) => vs.page.locator('.quick-input-widget:visible .monaco-list-row');

interface Seen {
  readonly requests: readonly {
    readonly model: string;
    readonly messages: readonly { readonly role: number; readonly text: string }[];
    readonly modelOptions: Readonly<Record<string, unknown>>;
  }[];
  readonly cancelled: number;
}

// The provider is a real one: an extension registered through vscode.lm.registerLanguageModelChatProvider, which is
// stable in the VS Code that we require (test/vscode/support/language-models.mjs).
inWorkbench('the editor’s own models', { workspace: 'test/vscode/workspaces/plain' }, (vs) => {
  const seen = async (): Promise<Seen> => (await vs.execute('rehearsal.seen')) as Seen;
  const connect = async (name: string): Promise<void> => {
    await vs.run('Baton: Connect a Model…');
    await rows(vs).filter({ hasText: "Editor's own models" }).click();
    await rows(vs).filter({ hasText: name }).click();
  };

  it('are listed without being asked', async () => {
    await vs.run('Baton: Connect a Model…');
    await rows(vs).filter({ hasText: "Editor's own models" }).click();
    await rows(vs).filter({ hasText: 'Rehearsal echo' }).waitFor();
    await vs.screenshot('editor-models');
    assert.deepEqual((await seen()).requests, []);
    await vs.page.keyboard.press('Escape');
  });

  // VS Code asks for consent only where the model's extension has its users sign in, which needs proposed API: that
  // Baton waits for a gesture is tested in src/host/models/language-model.test.ts.
  it('are asked with system message folded and limits passed on', async () => {
    await connect('Rehearsal echo');
    await rows(vs).filter({ hasText: 'Use for everything' }).waitFor();
    await rows(vs).filter({ hasText: 'It has no system role' }).waitFor();
    await vs.screenshot('editor-model-check');
    const [request] = (await seen()).requests;
    assert.equal(request?.messages.length, 1);
    assert.match(request.messages[0]?.text ?? '', /maple[^]*Count from 1 to 30/);
    assert.deepEqual(request.modelOptions, { temperature: 0, max_tokens: 1024 });
    await rows(vs).filter({ hasText: 'Use for everything' }).click();
    await vs.statusItem('echo').waitFor();
  });

  it('are reported with what they lack', async () => {
    await vs.run('Baton: Check Model');
    await vs.tab(/Check of echo/).waitFor();
    await vs.editor.filter({ hasText: 'nothing says whether it is honoured' }).waitFor();
    await vs.screenshot('editor-model-report');
  });

  for (const [name, sentence] of [
    ['blocked', 'The editor blocks requests to vscode:rehearsal/blocked for now'],
    ['gone', 'The editor does not offer vscode:rehearsal/gone'],
    ['broken', 'vscode:rehearsal/broken failed inside the editor'],
  ] as const) {
    it(`say what is wrong and what to do: ${name}`, async () => {
      await connect(`Rehearsal ${name}`);
      await rows(vs).filter({ hasText: sentence }).first().waitFor();
      await vs.screenshot(`editor-model-${name}`);
      await vs.page.keyboard.press('Escape');
    });
  }

  it('are cancelled when the check is', async () => {
    await connect('Rehearsal silent');
    await until(async () => (await seen()).requests.some(({ model }) => model === 'silent'));
    await vs.page.keyboard.press('Escape');
    await until(async () => (await seen()).cancelled === 1);
  });
});

/** Asks until it holds; the test's own limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}
