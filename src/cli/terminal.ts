import type { Writable } from 'node:stream';
import { visibleText } from '../engine/visible-text.ts';

/**
 * Where a command speaks. Results go to standard output; with `--json` that is one JSON object on the last line and
 * nothing else. Everything for a person's eyes while they wait goes to standard error.
 */
export class Terminal {
  private status = '';

  constructor(
    private readonly out: Writable,
    private readonly err: Writable & { readonly isTTY?: boolean; readonly columns?: number },
    readonly json: boolean,
  ) {}

  /** A line of the result; left out with `--json`. Control characters in it are made visible. */
  print(text: string): void {
    if (this.json) return;
    this.clearStatus();
    this.out.write(`${visibleText(text)}\n`);
  }

  /** The result as JSON; left out without `--json`. */
  result(value: unknown): void {
    if (this.json) this.out.write(`${JSON.stringify(value)}\n`);
  }

  /** A line for whoever waits. */
  log(text: string): void {
    this.clearStatus();
    this.err.write(`${visibleText(text)}\n`);
  }

  /** One line that is written over and over, on a terminal; nothing elsewhere. */
  progress(text: string): void {
    if (this.err.isTTY !== true) return;
    this.clearStatus();
    this.status = visibleText(text).slice(0, (this.err.columns ?? 80) - 1);
    this.err.write(this.status);
  }

  clearStatus(): void {
    if (this.status === '') return;
    this.err.write('\r\u001b[2K');
    this.status = '';
  }
}
