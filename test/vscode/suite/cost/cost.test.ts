import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { z } from 'zod';

/** Its own part of what a window pays; loading the bundle is measured by `baton bench activation`. */
const mostMs = 30;

describe('activation', () => {
  it(`takes less than ${mostMs} ms in a real VS Code`, async () => {
    const extension = vscode.extensions.getExtension('baton.baton');
    assert.ok(extension);
    assert.equal(extension.isActive, false);
    const { activatedInMs } = z.object({ activatedInMs: z.number() }).parse(await extension.activate());
    assert.ok(activatedInMs < mostMs, `${activatedInMs.toFixed(1)} ms`);
  });
});
