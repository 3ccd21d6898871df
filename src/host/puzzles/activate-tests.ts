import type { Services } from '../services.ts';
import { TestExplorer } from './test-explorer.ts';

/** Puzzles in the Test Explorer. */
export function activateTests(services: Services): void {
  services.context.subscriptions.push(new TestExplorer(services));
}
