import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMoment } from '../moments.ts';
import { forkRun } from '../runs/fork-run.ts';
import { JournalView } from '../runs/journal-view.ts';
import type { Run } from '../runs/run.ts';
import { startRun } from '../runs/start-run.ts';
import { spendOf } from '../spend-of.ts';
import { hiddenCharacter, nameHidden } from '../hidden-characters.ts';
import { report, writeReport } from './report.ts';
import { checkMarkup } from './testing/check-markup.ts';
import { writeHostileJournal } from './testing/hostile-journal.ts';
import { hostileTexts } from './testing/hostile-texts.ts';
import {
  hostileVoice,
  plainVoice,
  sampleInput,
  sampleProgram,
  sampleTools,
  type Voice,
} from './testing/sample-run.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-report-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

async function sampleRun(voice: Voice): Promise<Run<unknown>> {
  let now = Date.UTC(2026, 4, 28, 20, 26, 40);
  const run = startRun(sampleProgram(voice), sampleInput, {
    workspace,
    title: voice.say('title', 'Game of 24'),
    clock: () => (now += 100),
  });
  await run.aside(
    sampleTools(voice).model,
    { model: 'simulated:policy', messages: [{ role: 'user', content: voice.say('aside', 'Why 12 first?') }] },
    voice.say('aside label', 'Conductor'),
    new AbortController().signal,
  );
  await run.outcome;
  return run;
}

function pageOf(journal: string): string {
  const view = new JournalView(journal, parseMoment, spendOf);
  try {
    return [...report(view)].join('');
  } finally {
    view.close();
  }
}

/** The text of a page as a person reads it, white space aside. */
function wordsOf(page: string): string {
  return checkMarkup(page).text.replace(/\s+/g, ' ');
}

describe('the report of a run', () => {
  let journal = '';
  let page = '';
  beforeAll(async () => {
    journal = (await sampleRun(plainVoice)).journal;
    page = pageOf(journal);
  });

  it('is one page with nothing in it that runs or is fetched', () => {
    const { elements } = checkMarkup(page);
    expect(elements.get('script')).toBeUndefined();
    expect(elements.get('style')).toBe(1);
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    expect(page).not.toMatch(/@import|url\(|https?:\/\/(?!127\.0\.0\.1:8000\/v1#sample-mini)/);
  });

  it('says what ran, how it ended, what it took and which replies were not inferred', () => {
    const words = wordsOf(page);
    expect(words).toContain('solve 1 · run');
    expect(words).toContain('✓ done 2026-05-28 20:26:40 UTC');
    expect(words).toContain('recorded:samples/game-of-24.jsonl recorded 4 calls');
    expect(words).toContain('Some replies in this run come from a recorded model');
    expect(words).toMatch(/calls17 16 answered/);
    expect(words).toContain('failed1 time');
    expect(words).toContain('Final answer where it was noted 12 * (4 / (8 - 6)) = 24');
    expect(words).toContain('outcome solved');
    expect(words).toContain('simulated:policy simulated');
    expect(words).toContain('prompt conductor-system6c1f0b2a');
  });

  it('shows of a growing history what is new, and counts and links the rest', () => {
    const words = wordsOf(page);
    expect(words).toContain('3 earlier messages');
    expect(words).toContain('5 earlier messages');
    expect(words).toContain('7 earlier messages');
    // The question is shown where it was new and in the list of the run's input, and nowhere in full again.
    expect(words.split('Answer with one expression.').length - 1).toBe(2);
  });

  it('shows failures with their hint, attempts, reasoning, code, output and what was odd', () => {
    const words = wordsOf(page);
    for (const expected of [
      'The server of the model failed: it is out of memory. Look at the log of the server, or try again later. model-server-failed',
      '1 attempt failed before it:rate limited (429) then waited 1.2 s',
      'Reasoning 65 characters',
      'hallucinated reply: the conductor invented it, no expert said this',
      'There is an odd number of triple quotes.',
      'ended by the limit of tokens',
      'print(eval(expression))',
      '[4, 6, 8, 12]',
      'AssertionError in line 3: the answer has one number too many',
      '120 more characters dropped at the limit',
      'Lane quick won',
      'temperature: dropped',
      'Please have it checked twice.',
    ])
      expect(words).toContain(expected);
  });

  it('shows where a fork comes from, what was changed, and what its parent saved it', async () => {
    const now = {
      text: 'Start from 6 * 4.',
      finishReason: 'stop',
      usage: { promptTokens: 1, completionTokens: 1 },
      latencyMs: 3,
    };
    const fork = forkRun(
      sampleProgram(plainVoice),
      journal,
      { change: 'answer', at: 'expert#1', now },
      { parse: parseMoment },
    );
    await fork.outcome;
    const words = wordsOf(pageOf(fork.journal));
    expect(words).toContain('The answer was replaced. at Expert Mathematician expert#1');
    expect(words).toMatch(/Start from what 24 divides into[^]*Start from 6 \* 4\./);
    const { reusedBefore, reusedAfter, asked } = fork.counts;
    expect(reusedAfter).toBeGreaterThan(0);
    expect(words).toContain(
      `Reused: ${reusedBefore} answers from before the edit and ${reusedAfter} from after it; ${asked} asked.`,
    );
    expect(words).toMatch(/That saved [\d,]+ tokens and [\d.]+ in cost/);
  });

  it('tells an interrupted run, and a torn line that was dropped, from one that ended', () => {
    const copy = join(workspace, 'cut.jsonl');
    const lines = readFileSync(journal, 'utf8').split('\n').slice(0, 9);
    writeFileSync(
      copy,
      `${lines.join('\n')}\n${JSON.stringify({ n: 9, t: 1, kind: 'resumed', dropped: 17 })}\n`,
    );
    appendFileSync(copy, '{"n":10,"t":2,"ki');
    const words = wordsOf(pageOf(copy));
    expect(words).toContain('interrupted: its process ended before the run did');
    expect(words).toContain('resumed by another process, a torn last line of 17 bytes dropped');
    expect(words).toContain('There is no answer in the journal.');
  });

  it('comes in pieces, and as a file holds the same', async () => {
    const view = new JournalView(journal, parseMoment, spendOf);
    const path = join(workspace, 'report.html');
    await writeReport(view, path);
    view.close();
    expect(readFileSync(path, 'utf8')).toBe(page);
  });

  it('lets no text out, wherever in a run it stands', async () => {
    for (const text of hostileTexts) {
      const run = await sampleRun(hostileVoice(text));
      const { text: shown } = checkMarkup(pageOf(run.journal));
      const spoilt = join(workspace, 'spoilt.jsonl');
      writeHostileJournal(journal, spoilt, text);
      expect(readFileSync(spoilt, 'utf8')).not.toBe(readFileSync(journal, 'utf8'));
      checkMarkup(pageOf(spoilt));
      // Nothing is lost either: the text is there, what is hidden in it by its code.
      if (text.trim() !== '' && !text.includes('```') && !text.includes('~~~'))
        expect(shown).toContain(asShown(text));
    }
  });

  it('lets no text out, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
        checkMarkup(pageOf((await sampleRun(hostileVoice(text))).journal));
        const spoilt = join(workspace, 'spoilt.jsonl');
        writeHostileJournal(journal, spoilt, text);
        checkMarkup(pageOf(spoilt));
      }),
      { numRuns: 60 },
    );
  });

  it('stands a journal that nests without end', () => {
    const deep = join(workspace, 'deep.jsonl');
    const header = readFileSync(journal, 'utf8').split('\n')[0] ?? '';
    const frames = [...Array(5000).keys()].map((n) =>
      JSON.stringify({
        n: n + 1,
        t: n,
        kind: 'opened',
        address: `f#${n}`,
        frame: 'f',
        label: `F${n}`,
        fields: {},
      }),
    );
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const call = {
      n: 5001,
      t: 1,
      kind: 'asked',
      address: 'c#1',
      tool: 'x',
      label: 'Deep',
      digest: '',
      request: 0,
    };
    writeFileSync(
      deep,
      `${header}\n${frames.join('\n')}\n${JSON.stringify(call).replace(/0\}$/, `${nested}}`)}\n`,
    );
    const words = wordsOf(pageOf(deep));
    expect(words).toContain('F4999');
    expect(words).toContain('nested too deeply to be shown');
  });
});

/** A text as the page's text shows it. */
function asShown(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(new RegExp(String.raw`(${hiddenCharacter})\1*`, 'gu'), (run: string, character: string) => {
      const times = run.length / character.length;
      return `${nameHidden(character).code}${times > 1 ? ` ×${times}` : ''}`;
    })
    .trim();
}
