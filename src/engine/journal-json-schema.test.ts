import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { journalJsonSchema } from './journal-json-schema.ts';
import { noteKinds, parseMoment } from './moments.ts';
import { plainVoice, sampleInput, sampleProgram, sampleTools } from './report/testing/sample-run.ts';
import { forkRun } from './runs/fork-run.ts';
import { coreMomentSchemas } from './runs/moment.ts';
import { startRun } from './runs/start-run.ts';

const workspace = mkdtempSync(join(tmpdir(), 'baton-schema-'));
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

describe('the schema of a journal', () => {
  const schema = journalJsonSchema();
  const checked = z.fromJSONSchema(schema);
  const moments: Record<string, unknown>[] = [];

  beforeAll(async () => {
    const run = startRun(sampleProgram(plainVoice), sampleInput, { workspace, title: 'Game of 24' });
    run.pause();
    run.continue();
    await run.aside(
      sampleTools(plainVoice).model,
      { model: 'simulated:policy', messages: [{ role: 'user', content: 'Why?' }] },
      'Conductor',
      new AbortController().signal,
    );
    await run.outcome;
    const fork = forkRun(
      sampleProgram(plainVoice),
      run.journal,
      { change: 'ask-again', at: 'expert#1' },
      { parse: parseMoment },
    );
    await fork.outcome;
    for (const journal of [run.journal, fork.journal]) {
      for (const line of readFileSync(journal, 'utf8').trimEnd().split('\n'))
        moments.push(z.record(z.string(), z.unknown()).parse(JSON.parse(line)));
    }
    moments.push(
      { n: 1, t: 1, kind: 'resumed', dropped: 3 },
      { n: 1, t: 1, kind: 'renamed', title: 'x' },
      { n: 1, t: 1, kind: 'cancelled', address: 'a#1', reason: 'x' },
    );
  });

  it('is the one in docs (npm run docs:schema writes it)', () => {
    const file = new URL('../../docs/journal.schema.json', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });

  it('is told in docs/reading-a-journal.md, every kind of moment and of note', () => {
    const guide = readFileSync(new URL('../../docs/reading-a-journal.md', import.meta.url), 'utf8');
    const names = [
      ...coreMomentSchemas.map(({ shape }) => shape.kind.value),
      ...noteKinds.map(({ note }) => note),
    ];
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('has one form a kind of moment and one a kind of note', () => {
    expect(schema.oneOf?.length).toBe(coreMomentSchemas.length - 1 + noteKinds.length);
    expect(Object.values(schema.$defs ?? {}).every(({ title, description }) => title && description)).toBe(
      true,
    );
  });

  it('holds for every kind of moment that a run writes', () => {
    expect(new Set(moments.map(({ kind }) => kind)).size).toBe(coreMomentSchemas.length);
    for (const moment of moments)
      expect(checked.safeParse(moment), JSON.stringify(moment)).toMatchObject({ success: true });
  });

  it('holds exactly where a journal can be read', () => {
    const damage = fc.oneof(
      fc.record({ what: fc.constant('drop' as const), at: fc.nat() }),
      fc.record({
        what: fc.constant('put' as const),
        at: fc.nat(),
        value: fc.oneof(
          fc.constantFrom('model', 'done', 'note', 'asked', '', 'x'),
          fc.integer(),
          fc.constant(null),
          fc.constant(true),
          fc.constant([]),
          fc.constant({}),
        ),
      }),
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.nat(), fc.array(damage, { minLength: 1, maxLength: 2 }), (which, damages) => {
        const moment = { ...moments[which % moments.length] };
        for (const { at, ...change } of damages) {
          const names = Object.keys(moment);
          const name = names[at % names.length] ?? 'n';
          if (change.what === 'put') moment[name] = change.value;
          else Reflect.deleteProperty(moment, name);
        }
        let readable = true;
        try {
          parseMoment(moment);
        } catch {
          readable = false;
          refused += 1;
        }
        expect(checked.safeParse(moment).success).toBe(readable);
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });
});
