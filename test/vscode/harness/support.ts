import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Place } from './place.ts';

const answer = z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })]);

const startLimitMs = 45_000;
const pollMs = 50;

/** The extension of test/vscode/support as it runs in a window: asked from outside, it acts from inside. */
export class Support {
  readonly #portFile: string;

  constructor(place: Place) {
    this.#portFile = join(place.root, 'support-port');
  }

  /** Waits until the extensions of the window that was just opened have started. */
  async started(): Promise<void> {
    for (let waited = 0; !existsSync(this.#portFile); waited += pollMs) {
      if (waited > startLimitMs) throw new Error(`No extension had started after ${startLimitMs / 1000} s.`);
      await setTimeout(pollMs);
    }
  }

  /** To be called before a window is loaded anew: its extensions will start anew as well. */
  forget(): void {
    rmSync(this.#portFile, { force: true });
  }

  /** Writes user settings one by one; null removes one. */
  async setSettings(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#ask({ settings });
  }

  /** Runs a command by its id in the extension host. @throws Error with the command's own error */
  async execute(command: string, args: readonly unknown[]): Promise<unknown> {
    return this.#ask({ command, args });
  }

  async #ask(question: unknown): Promise<unknown> {
    const port = readFileSync(this.#portFile, 'utf8');
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      body: JSON.stringify(question),
    });
    const answered = answer.parse(await response.json());
    if ('error' in answered) throw new Error(answered.error);
    return answered.result;
  }
}
