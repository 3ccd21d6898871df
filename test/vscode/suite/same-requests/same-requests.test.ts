import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { z } from 'zod';
import { eventually } from '../../fixtures/eventually.ts';
import { answerTab, openSample, useModel } from '../../fixtures/in-editor.ts';

const logSchema = z.array(
  z.object({ path: z.string(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
);

/** The chat requests that the server has seen: their bytes, as far as a log of parsed bodies and lengths shows them. */
async function requests(): Promise<string[]> {
  const log = logSchema.parse(await (await fetch(process.env.BATON_TEST_LOG ?? '')).json());
  return log
    .filter(({ path }) => path.endsWith('/chat/completions'))
    .map(({ headers, body }) => `${headers['content-length'] ?? '?'} ${JSON.stringify(body)}`);
}

describe('the same puzzle, from the command line and from the editor', () => {
  it('leads to the same requests, byte for byte', async () => {
    const ofTheCommandLine = await requests();
    assert.equal(ofTheCommandLine.length, 3);
    await useModel(process.env.BATON_TEST_MODEL);
    const document = await openSample('tea_break.24');
    const target = { uri: document.uri, id: 'game24:4-5-6-10' };
    void vscode.commands.executeCommand('baton.solvePuzzle', target);
    await eventually(answerTab, 'the answer');
    assert.deepEqual((await requests()).slice(3), ofTheCommandLine);
  });
});
