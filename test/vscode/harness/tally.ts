import type { TestEvent } from './test-event.ts';

/** Prints what tests report, as they report it, and counts. */
export class Tally {
  passed = 0;
  failed = 0;
  pending = 0;
  /** The test that has started and not yet ended: the one to look at when nothing more is heard. */
  running: string | undefined;

  add(event: TestEvent): void {
    switch (event.kind) {
      case 'started':
        this.running = event.title;
        return;
      case 'passed':
        this.passed += 1;
        console.log(`  ok      ${event.title} (${event.ms} ms)`);
        break;
      case 'failed':
        this.fail(event.title, event.error);
        break;
      case 'pending':
        this.pending += 1;
        console.log(`  pending ${event.title}`);
        break;
      case 'ended':
        break;
    }
    this.running = undefined;
  }

  /** Something that went wrong outside of any one test: it counts as one that failed. */
  fail(title: string, error: string): void {
    this.failed += 1;
    console.log(`  FAILED  ${title}\n${error.replaceAll(/^/gm, '          ')}`);
  }

  /** `12 passed, 0 failed`, and the pending ones where there are any. */
  summary(): string {
    const pending = this.pending === 0 ? '' : `, ${this.pending} pending`;
    return `${this.passed} passed, ${this.failed} failed${pending}`;
  }
}
