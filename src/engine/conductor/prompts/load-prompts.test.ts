import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../user-error.ts';
import { parseConductorMessage } from '../protocol/parse-conductor-message.ts';
import { parseExpertPython } from '../protocol/parse-expert-python.ts';
import { loadPrompts } from './load-prompts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompts-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function refusal(): Promise<UserError> {
  const error: unknown = await loadPrompts(folder).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${String(error)}`);
  return error;
}

describe('the built-in prompts', () => {
  test('fill every slot', async () => {
    const prompts = await loadPrompts();
    const text = prompts.fill('conductor', { question: 'What is 6 × 7?', rounds: '15' });
    expect(text).toContain('What is 6 × 7?');
    expect(text).toContain('15 messages at most');
    expect(text).not.toContain('{{');
  });

  test('what looks like a slot in a value stays as it is', async () => {
    const prompts = await loadPrompts();
    const text = prompts.fill('expert-dynamic-answer', {
      question: '{{identity}} $& $1',
      identity: 'You are {{question}}.',
    });
    expect(text).toContain('{{identity}} $& $1');
    expect(text).toContain('You are {{question}}.');
  });

  test("speak the protocol: the conductor's example is a call, its format an answer, the reminder both", async () => {
    const prompts = await loadPrompts();
    for (const name of ['conductor', 'conductor-with-python'] as const) {
      const parsed = parseConductorMessage(prompts.get(name).text);
      expect(parsed.calls.map((call) => call.name)).toEqual(['Expert Geometer']);
      expect(parsed.finalAnswer?.form).toBe('quoted');
      expect(parsed.hallucinatedReplies).toEqual([]);
    }
    expect(parseConductorMessage(prompts.get('reminder').text)).toMatchObject({
      calls: [{ name: 'Expert Name' }],
      finalAnswer: { text: 'the answer alone' },
    });
    for (const name of [
      'standard',
      'zero-shot-cot',
      'expert-static',
      'expert-dynamic-answer',
      'multi-persona',
    ] as const) {
      expect(parseConductorMessage(prompts.get(name).text).finalAnswer?.text).toBe('the answer alone');
    }
  });

  test('ask Expert Python for the phrase that its parser looks for', async () => {
    const prompts = await loadPrompts();
    expect(parseExpertPython(prompts.get('expert-python').text).asks).toBe(true);
  });

  test('name Expert Python only where there is one', async () => {
    const prompts = await loadPrompts();
    expect(prompts.get('conductor-with-python').text).toContain('Expert Python');
    expect(prompts.get('conductor').text).not.toContain('Expert Python');
  });
});

describe("a workspace's replacement", () => {
  test('takes the place of the built-in prompt, and has a version of its own', async () => {
    await writeFile(join(folder, 'nudge.md'), 'And now?\r\n');
    await writeFile(join(folder, 'README.md'), 'Not a prompt: {{whatever}}');
    await writeFile(join(folder, 'notes.txt'), 'Not one either.');
    const [plain, replaced] = [await loadPrompts(), await loadPrompts(folder)];
    expect(replaced.fill('nudge')).toBe('And now?');
    expect(replaced.get('nudge').file).toBe(join(folder, 'nudge.md'));
    expect(replaced.versions.nudge).toMatch(/^[0-9a-f]{12}$/);
    expect(replaced.versions.nudge).not.toBe(plain.versions.nudge);
    expect({ ...replaced.versions, nudge: '' }).toEqual({ ...plain.versions, nudge: '' });
  });

  test('has the same version whatever its line endings', async () => {
    await writeFile(join(folder, 'nudge.md'), 'One.\r\nTwo.\r\n');
    const windows = await loadPrompts(folder);
    await writeFile(join(folder, 'nudge.md'), '\uFEFFOne.\nTwo.');
    expect((await loadPrompts(folder)).versions).toEqual(windows.versions);
  });

  test('may leave out a slot that only helps, and space its braces', async () => {
    await writeFile(join(folder, 'conductor.md'), 'Solve:\n{{ question }}');
    const prompts = await loadPrompts(folder);
    expect(prompts.fill('conductor', { question: '6 × 7', rounds: '15' })).toBe('Solve:\n6 × 7');
  });

  test('in a folder that is not there replaces nothing', async () => {
    const prompts = await loadPrompts(join(folder, 'nowhere'));
    expect(prompts.versions).toEqual((await loadPrompts()).versions);
  });

  test('with an unknown slot is refused, with file, line and the slots there are', async () => {
    await writeFile(join(folder, 'conductor.md'), '\nSolve\n{{question}} by {{method}}.');
    const error = await refusal();
    expect(error.code).toBe('prompt-unknown-slot');
    expect(error.message).toBe(
      `${join(folder, 'conductor.md')}:3: the prompt "conductor" has no slot {{method}}.`,
    );
    expect(error.hint).toBe('Its slots are {{question}}, {{rounds}}.');
  });

  test('without a slot it needs is refused, with file and line', async () => {
    await writeFile(join(folder, 'standard.md'), 'Solve it.\nNow.\n');
    const error = await refusal();
    expect(error.code).toBe('prompt-missing-slot');
    expect(error.message).toContain(`${join(folder, 'standard.md')}:2:`);
    expect(error.message).toContain('{{question}}');
  });

  test.each([
    ['empty', 'nudge.md', Buffer.from(' \n'), 'prompt-empty'],
    ['not text', 'nudge.md', Buffer.from([0xff, 0xfe, 0x00]), 'prompt-unreadable'],
    ['too long', 'nudge.md', Buffer.alloc(300 * 1024, 'a'), 'prompt-unreadable'],
    ['named like no prompt', 'nugde.md', Buffer.from('And now?'), 'prompt-unknown-name'],
  ])('that is %s is refused', async (_, file, bytes, code) => {
    await writeFile(join(folder, file), bytes);
    const error = await refusal();
    expect(error.code).toBe(code);
    expect(error.message).toContain(join(folder, file));
    expect(error.hint).not.toBe('');
  });

  test('that is a folder is refused', async () => {
    await mkdir(join(folder, 'nudge.md'));
    const error = await refusal();
    expect(error.code).toBe('prompt-unreadable');
    expect(error.message).toContain('EISDIR');
  });

  test('in a folder that is a file is refused', async () => {
    await writeFile(join(folder, 'file'), '');
    const inFile = await loadPrompts(join(folder, 'file')).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(inFile).toMatchObject({ code: 'prompt-unreadable' });
  });
});
