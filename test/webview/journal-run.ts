import type { Disposable, Event } from 'vscode';
import { appendFileSync } from 'node:fs';
import type { Moment, Unnumbered } from '../../src/engine/runs/moment.ts';
import { parseMoment } from '../../src/engine/moments.ts';
import { JournalView } from '../../src/engine/runs/journal-view.ts';
import type { Json } from '../../src/engine/runs/json.ts';
import type { RunTree } from '../../src/engine/runs/run-tree.ts';
import type { Delta, Spend } from '../../src/engine/runs/tool.ts';
import type { OpenRun } from '../../src/host/runs/run-library.ts';

/** An event as views listen to it, fired by hand. */
class Fired<T> {
  private readonly listeners = new Set<(value: T) => unknown>();
  readonly event: Event<T> = (listener, self?: unknown) => {
    const bound = (value: T): unknown => listener.call(self, value);
    this.listeners.add(bound);
    const stop: Pick<Disposable, 'dispose'> = {
      dispose: () => {
        this.listeners.delete(bound);
      },
    };
    return stop;
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }
}

/** A run over a journal file that a test writes: live as long as the test says so. */
export class JournalRun implements OpenRun {
  private readonly view: JournalView;
  private readonly grow = new Fired<readonly Moment[]>();
  private readonly stream = new Fired<{ readonly address: string; readonly delta: Delta }>();
  private readonly end = new Fired<void>();
  readonly onDidGrow = this.grow.event;
  readonly onDidStream = this.stream.event;
  readonly onDidEnd = this.end.event;

  constructor(
    readonly path: string,
    public live = false,
  ) {
    this.view = new JournalView(path, parseMoment, spendOf);
  }

  get id(): string {
    return this.view.tree.header?.run ?? '';
  }
  get title(): string {
    return this.view.tree.title;
  }
  get tree(): RunTree {
    return this.view.tree;
  }
  get size(): number {
    return this.view.size;
  }
  moment(n: number): Moment {
    return this.view.moment(n);
  }

  /** Writes moments as the run's writer would, and lets the views know. */
  write(...moments: readonly (Unnumbered & { readonly t?: number })[]): void {
    const lines = moments.map((moment, index) => {
      const { kind, ...rest } = moment;
      return `${JSON.stringify({ n: this.size + index, t: Date.now(), kind, ...rest })}\n`;
    });
    appendFileSync(this.path, lines.join(''));
    this.grow.fire(this.view.refresh());
  }

  say(address: string, delta: Delta): void {
    this.stream.fire({ address, delta });
  }

  finish(): void {
    this.live = false;
    this.end.fire();
  }

  dispose(): void {
    this.view.close();
  }
}

function spendOf(tool: string, answer: Json): Spend | undefined {
  if (tool !== 'model' || typeof answer !== 'object' || answer === null || !('usage' in answer))
    return undefined;
  const { usage, cost } = answer as {
    usage: { promptTokens: number; completionTokens: number };
    cost?: number;
  };
  return { ...usage, cost };
}
