import { after, afterEach, before, describe } from 'mocha';
import { readUiGround } from './ui-ground.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

const startLimitMs = 60_000;

/**
 * Tests that share one VS Code, started before the first of them and ended after the last. When one fails, a
 * screenshot of that moment is saved and the log is printed.
 */
export function inWorkbench(title: string, options: WorkbenchOptions, tests: (vs: Workbench) => void): void {
  const vs = new Workbench(readUiGround(), options);
  describe(title, () => {
    before(async function () {
      this.timeout(startLimitMs);
      await vs.start();
    });
    afterEach(async function () {
      const test = this.currentTest;
      if (test?.state !== 'failed') return;
      console.log(`  seen    ${await vs.screenshot(`failed ${test.fullTitle()}`)}`);
      console.log(vs.log().trim().replaceAll(/^/gm, '        | '));
    });
    after(async function () {
      this.timeout(startLimitMs);
      await vs.close();
    });
    tests(vs);
  });
}
