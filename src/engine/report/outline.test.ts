import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMoment } from '../moments.ts';
import { JournalView } from '../runs/journal-view.ts';
import { startRun } from '../runs/start-run.ts';
import { spendOf } from '../spend-of.ts';
import { callText, outline } from './outline.ts';
import { plainText } from './plain-text.ts';
import { writeHostileJournal } from './testing/hostile-journal.ts';
import { hostileTexts } from './testing/hostile-texts.ts';
import { hostileVoice, plainVoice, sampleInput, sampleProgram, type Voice } from './testing/sample-run.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-outline-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

async function sampleJournal(voice: Voice): Promise<string> {
  let now = Date.UTC(2026, 4, 28, 20, 26, 40);
  const run = startRun(sampleProgram(voice), sampleInput, {
    workspace,
    title: voice.say('title', 'Game of 24'),
    clock: () => (now += 100),
  });
  await run.outcome;
  return run.journal;
}

function looking<T>(journal: string, look: (view: JournalView) => T): T {
  const view = new JournalView(journal, parseMoment, spendOf);
  try {
    return look(view);
  } finally {
    view.close();
  }
}

describe('a run in a terminal', () => {
  let journal = '';
  beforeAll(async () => {
    journal = await sampleJournal(plainVoice);
  });

  it('is a tree of rounds, lanes, calls and notes, with marks, tokens and times', () => {
    const lines = looking(journal, (view) => [...outline(view)]);
    expect(lines.join('\n').replace(/run \S+,/, 'run ID,')).toBe(`✓ Game of 24
  run ID, solve 1, done, 2026-05-28 20:26:40 UTC
  17 calls, 4,110 → 1,520 tokens, 5.5 s, cost 0.00336, 1 failed, 2 failed attempts

✓ Round 1  (800 ms)
  ✓ You  interjection#1  (person, 100 ms)
  ✓ Conductor  conductor#1  (recorded, 390 → 229 tokens, 100 ms)
  ✓ Expert Mathematician  expert#1  (390 → 239 tokens, 200 ms, 1 failed attempt)
✓ Round 2  (1.1 s)
  ✓ You  interjection#2  (person, 100 ms)
  ✓ Conductor  conductor#2  (recorded, 480 → 208 tokens, 200 ms, 1 failed attempt)
  ! hallucinated-reply: Invented reply of Expert Python “It is 24.”
  ✓ Expert Python  expert#2  (480 → 262 tokens, 100 ms)
  ✓ Expert Python  python#1  (python, 100 ms)
✓ Round 3  (2.0 s)
  ✓ You  interjection#3  (person, 100 ms)
  ✓ Conductor  conductor#3  (recorded, 570 → 255 tokens, 100 ms)
  ! odd-message: There is an odd number of triple quotes.
  ⇉ experts-3: 2 lanes
    Expert Proofreader:
      ✓ Expert Proofreader  experts-3/Expert Proofreader/expert#1  (570 → 118 tokens, 200 ms)
    Expert Skeptic 2:
      ✓ Expert Skeptic  experts-3/Expert Skeptic 2/expert#1  (570 → 101 tokens, 200 ms)
  ⇉ race: 2 lanes raced, won by quick
    quick:
      ✓ dice  race/quick/dice#1  (dice, 200 ms)
    slow:
      ✓ dice  race/slow/dice#1  (dice, 200 ms)
  ✗ Expert Statistician  expert#3  (100 ms, The server of the model failed: it is out of memory.)
✓ Round 4  (600 ms)
  ✓ You  interjection#4  (person, 100 ms)
  ✓ Conductor  conductor#4  (recorded, 660 → 108 tokens, 100 ms)
  ◆ final-answer: Final answer “12 * (4 / (8 - 6)) = 24”
✓ Check  (300 ms)
  ✓ Check  check#2  (python, 100 ms)
◆ checked-answer: The expression is 24 and uses each number once. (solved)`);
  });

  it('gives one call in full', () => {
    const text = looking(journal, (view) => [...callText(view, view.tree.call('conductor#1')!)].join('\n'));
    expect(text).toMatch(
      /^✓ Conductor {2}conductor#1 {2}\(answered\)\n {2}recorded:samples\/game-of-24\.jsonl \[recorded\]/,
    );
    expect(text).toContain('── system\nYou conduct experts.');
    expect(text).toContain('── reasoning\nFirst a candidate');
    expect(text).toContain('── reply\nLet me have an expert look');
    expect(text).toContain('390 tokens in, 229 tokens out, 1.5 s, temperature: dropped');
    const failed = looking(journal, (view) => [...callText(view, view.tree.call('expert#3')!)].join('\n'));
    expect(failed).toContain(
      '── failed\nThe server of the model failed: it is out of memory.\nLook at the log',
    );
    const python = looking(journal, (view) => [...callText(view, view.tree.call('check#2')!)].join('\n'));
    expect(python).toContain('── AssertionError\nthe answer has one number too many');
    expect(python).toContain('exception, 4 ms, pyodide 314.0.7 (Python 3.14.2), 120 more characters dropped');
    const dice = looking(journal, (view) =>
      [...callText(view, view.tree.call('race/quick/dice#1')!)].join('\n'),
    );
    expect(dice).toContain('── request\n{\n  "name": "quick",\n  "sides": 6');
  });

  it('lets no terminal escape, control or override through, wherever it stands', async () => {
    const dangerous = /(?!\t)[\p{Cc}\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\p{Cs}]/u;
    for (const text of [...hostileTexts, hostileTexts.join(' ')]) {
      const spoilt = join(workspace, 'spoilt.jsonl');
      writeHostileJournal(journal, spoilt, text);
      for (const path of [await sampleJournal(hostileVoice(text)), spoilt]) {
        const lines = looking(path, (view) => [
          ...outline(view),
          ...[...view.tree.allCalls()].flatMap((call) => [...callText(view, call)]),
        ]);
        expect(lines.find((line) => dangerous.test(line))).toBeUndefined();
      }
      expect(readFileSync(spoilt, 'utf8')).not.toBe(readFileSync(journal, 'utf8'));
    }
  });

  it('names what it does not print', () => {
    expect(plainText('a\u001b[31m\u0000\u0000\r\nb\tc\u202e')).toBe('a[U+001B][31m[U+0000 ×2]\nb\tc[U+202E]');
  });
});
