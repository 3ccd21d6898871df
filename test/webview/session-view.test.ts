import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostedSession } from './hosted-session.ts';
import { header, longRun, model, reply, session, silence } from './sample-run.ts';
import { ViewBrowser } from './view-page.ts';

let browser: ViewBrowser;
beforeAll(async () => {
  browser = await ViewBrowser.start();
});
afterAll(async () => {
  await browser.close();
});

/** Opens a session, and closes it when the test is over, which then must have had no complaints. */
async function inSession(
  moments: Parameters<typeof HostedSession.open>[1],
  options: Parameters<typeof HostedSession.open>[2],
  test: (session: HostedSession) => Promise<void>,
): Promise<void> {
  const opened = await HostedSession.open(browser, moments, options);
  try {
    await test(opened);
    expect(opened.view.complaints).toEqual([]);
  } finally {
    await opened.close();
  }
}

const begun = [
  header('Live'),
  { kind: 'opened', address: 'round#1', frame: 'round', label: 'Round 1', fields: { round: 1 } } as const,
  ...silence(1),
  model('conductor#1', 'Conductor', [['user', 'What is 6 × 7?']]),
];

describe('a session that is live', () => {
  it('shows a reply as it streams, begins again where the stream does, and ends with what is on record', () =>
    inSession(begun, { live: true }, async ({ run, view: { page } }) => {
      const reply1 = page.locator('[data-key="conductor#1"][data-part="reply"] .shown');
      run.say('conductor#1', { channel: 'reply', text: 'Forty' });
      await reply1.filter({ hasText: /^Forty$/ }).waitFor();
      for (const text of ['-one', ', ', 'no']) run.say('conductor#1', { channel: 'reply', text });
      await reply1.filter({ hasText: /^Forty-one, no$/ }).waitFor();
      run.say('conductor#1', { channel: 'reply', text: 'Again: ', restart: true });
      run.say('conductor#1', { channel: 'reasoning', text: 'six sevens' });
      await reply1.filter({ hasText: /^Again:\s*$/ }).waitFor();
      await page.locator('[data-part="reasoning"]').filter({ hasText: '10 characters' }).waitFor();
      run.write(reply('conductor#1', 'Forty-two.', { reasoning: 'six sevens are 42' }));
      await reply1.filter({ hasText: /^Forty-two\.$/ }).waitFor();
      await page.locator('[data-part="reasoning"]').filter({ hasText: '17 characters' }).waitFor();
    }));

  it('follows what comes in, until the person scrolls up; then offers the way back', () =>
    inSession(begun, { live: true, size: { width: 900, height: 400 } }, async ({ run, view: { page } }) => {
      const grow = (k: number): void => {
        run.write(
          model(`expert#${k}`, `Expert ${k}`, [['user', 'x\n'.repeat(10)]]),
          reply(`expert#${k}`, 'y\n'.repeat(10)),
        );
      };
      for (let k = 1; k <= 5; k++) grow(k);
      await page.getByText('Expert 5', { exact: true }).waitFor();
      await page.mouse.move(400, 200);
      await page.mouse.wheel(0, -700);
      const latest = page.locator('.latest');
      await latest.waitFor();
      const seen = await page.evaluate('document.querySelector(".scroller").scrollTop');
      grow(6);
      await page.locator('.totals').filter({ hasText: '8 calls' }).waitFor();
      expect(await page.evaluate('document.querySelector(".scroller").scrollTop')).toBe(seen);
      await latest.click();
      await page.getByText('Expert 6', { exact: true }).waitFor();
    }));

  it('takes what a person says, shows it as unheard until a round hears it, and stops on a click', () =>
    inSession(begun, { live: true }, async ({ run, acts, view: { page } }) => {
      await page.locator('baton-interject vscode-text-area').click();
      await page.keyboard.type('Use fewer words');
      await page.keyboard.press('Enter');
      await page.locator('.unheard').filter({ hasText: 'Use fewer words' }).waitFor();
      expect(acts).toEqual([['interject', 'Use fewer words']]);
      run.write(
        { kind: 'asked', address: 'interjection#2', tool: 'person', label: 'You', digest: '', request: {} },
        { kind: 'answered', address: 'interjection#2', answer: { messages: ['Use fewer words'] } },
      );
      await page.locator('.unheard').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect.poll(() => acts.at(-1)).toEqual(['stop']);
      run.finish();
      await page.locator('baton-interject').waitFor({ state: 'detached' });
    }));

  it('tells a screen reader of replies, one at a time', () =>
    inSession(begun, { live: true }, async ({ run, view: { page } }) => {
      run.write(reply('conductor#1', 'Forty-two.'));
      await page
        .locator('[aria-live=polite]')
        .filter({ hasText: 'Conductor replied: Forty-two.' })
        .waitFor({ state: 'attached' });
    }));
});

describe('a session that was hidden', () => {
  it('is shown again as it was, with what came meanwhile, by one snapshot', () =>
    inSession(begun, { live: true }, async (hosted) => {
      const { run, view } = hosted;
      const { page } = view;
      run.say('conductor#1', { channel: 'reply', text: 'First ' });
      await page.getByText('First').waitFor();
      await page.locator('[data-key="conductor#1"][data-part="instruction"] .part-line').click();
      await page.locator('[data-key="conductor#1"][data-part="instruction"][aria-expanded=false]').waitFor();
      await expect.poll(() => page.evaluate(`sessionStorage.getItem('state')`)).toContain('instruction');
      await hosted.hide();
      for (let k = 0; k < 500; k++) run.say('conductor#1', { channel: 'reply', text: `word${k} ` });
      await hosted.show();
      await page.getByText('word499').waitFor();
      await page.locator('[data-key="conductor#1"][data-part="instruction"][aria-expanded=false]').waitFor();
    }));

  it('is where it was after the window was reloaded', () =>
    inSession(longRun(3_000), {}, async (hosted) => {
      const { page } = hosted.view;
      hosted.host.reveal('round#90');
      await page.locator('[data-key="round#90"]:focus').waitFor();
      await expect.poll(() => page.evaluate(`sessionStorage.getItem('state')`)).toContain('"key":"round#');
      const before = await page.locator('[data-key="round#90"]').boundingBox();
      await hosted.reload();
      await page.locator('[data-key="round#90"]').waitFor();
      const after = await page.locator('[data-key="round#90"]').boundingBox();
      expect(Math.abs((after?.y ?? 0) - (before?.y ?? 1e6))).toBeLessThan(2);
    }));
});

describe('find', () => {
  it('finds what is folded and what is far away, goes round, and counts', () =>
    inSession(longRun(3_000), {}, async ({ view: { page } }) => {
      await page.keyboard.press('Control+f');
      await page.locator('baton-find vscode-text-field').waitFor();
      await page.keyboard.type('needle-100-');
      await page.locator('.find-count').filter({ hasText: '1 of 11' }).waitFor();
      await page.locator('mark.current').filter({ hasText: 'needle-100-' }).waitFor();
      await page.keyboard.press('Shift+Enter');
      await page.locator('.find-count').filter({ hasText: '11 of 11' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.find-count').filter({ hasText: '1 of 11' }).waitFor();
      await page.keyboard.press('Escape');
      await page.locator('baton-find').waitFor({ state: 'detached' });
      await page.locator('mark').first().waitFor({ state: 'detached' });
    }));

  it('shows a match that lies deep in a long text', () =>
    inSession(
      [
        header('Long'),
        model('expert#1', 'Expert', [['user', 'x']]),
        reply('expert#1', `${'word '.repeat(40_000)}the needle${' word'.repeat(9_000)}`),
      ],
      {},
      async ({ view: { page } }) => {
        await page.keyboard.press('Control+f');
        await page.keyboard.type('NEEDLE');
        await page.locator('mark.current').filter({ hasText: 'needle' }).waitFor();
        await page.getByText('earlier characters').waitFor();
        await page.keyboard.press('Alt+c');
        await page.locator('.find-count').filter({ hasText: 'No results' }).waitFor();
      },
    ));
});

describe('the keyboard', () => {
  it('walks the rows and their texts as one tree, folds and unfolds, and leaves one tab stop', () =>
    inSession(session(), {}, async ({ acts, view: { page } }) => {
      await page.locator('.scroller').focus();
      const focused = (): Promise<string | null> =>
        page.evaluate('document.activeElement.getAttribute("aria-label")');
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toMatch(/^Started/);
      await page.keyboard.press('ArrowDown');
      expect(await focused()).toMatch(/^Question/);
      for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowDown');
      expect(await focused()).toMatch(/^Round 1, done, 4 calls/);
      await page.keyboard.press('ArrowLeft');
      await page.locator('[data-key="round#1"][aria-expanded=false]').waitFor();
      expect(await page.locator('[data-key="conductor#1"]').count()).toBe(0);
      await page.keyboard.press('Enter');
      await page.locator('[data-key="round#1"][aria-expanded=true]').waitFor();
      await page.locator('[data-key="conductor#1"].row').waitFor();
      for (let k = 0; k < 2; k++) await page.keyboard.press('ArrowDown');
      expect(await focused()).toMatch(/^Conductor, answered/);
      await page.keyboard.press('c');
      await page.keyboard.press('o');
      await page.keyboard.press('t');
      await expect.poll(() => acts.map(([name]) => name)).toEqual(['copy', 'openDocument', 'revealInTree']);
      await page.keyboard.press('ArrowLeft');
      await page.locator('[data-key="conductor#1"].row.folded').waitFor();
      await page.keyboard.press('ArrowLeft');
      expect(await focused()).toMatch(/^Round 1/);
      await page.keyboard.press('End');
      await page.locator('[data-key="end"].row:focus').waitFor();
      expect(await page.locator('.scroller [data-item][tabindex="0"]').count()).toBe(1);
    }));
});

describe('what a session had', () => {
  it('marks what was invented, odd, resumed, retried, cut, answered and checked', () =>
    inSession(session(), { size: { width: 1000, height: 6000 } }, async ({ view: { page } }) => {
      for (const text of [
        'Invented reply of Expert Python',
        'A heading follows text on the same line.',
        'Resumed; 118 bytes of a torn last line were dropped',
        '1 retry',
        'cut at the token limit',
        'Final answer',
        'Solved: the expression is 24.',
        'Aside: Conductor',
        'raised an exception',
        '2 at once',
      ]) {
        await page.getByText(text, { exact: true }).waitFor();
      }
    }));

  it('says where a fork left its parent and what that saved', () =>
    inSession(
      [
        header('Fork', {
          parent: {
            run: '20261124-080000-abcdef',
            fresh: false,
            edits: [{ at: 'expert#1', change: 'answer' }],
          },
        } as never),
        { ...model('conductor#1', 'Conductor', [['user', 'x']]), reused: 'before' } as never,
        reply('conductor#1', 'y'),
        { ...model('expert#1', 'Expert Editor', [['user', 'x']]), edited: true } as never,
        reply('expert#1', 'z'),
      ],
      {},
      async ({ acts, view: { page } }) => {
        await page.getByText('Forked: the answer of Expert Editor was edited; 1 answer reused').waitFor();
        await page.getByText('reused', { exact: true }).waitFor();
        await page.getByText('edited', { exact: true }).waitFor();
        await page.getByRole('button', { name: 'Compare with parent' }).click();
        await expect.poll(() => acts).toEqual([['compareWithParent']]);
      },
    ));

  it('copies what was there, not the chips that show it', () =>
    inSession(
      [header('Copy'), model('e#1', 'E', [['user', 'x']]), reply('e#1', 'a\u202eb\u0000c')],
      {},
      async ({ view: { page } }) => {
        await page.locator('[data-part="reply"] .shown').click({ clickCount: 3 });
        await page.keyboard.press('Control+c');
        expect(JSON.stringify(await page.evaluate('navigator.clipboard.readText()'))).toContain('a\u202eb');
      },
    ));
});
