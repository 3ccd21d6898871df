import * as vscode from 'vscode';
import { lazyPart } from './lazy-part.ts';
import { showError } from './messages/show-error.ts';
import type { Services } from './services.ts';

/** Commands that the session view registers itself once it is loaded. */
const commands = [
  'baton.openSession',
  'baton.compareRuns',
  'baton.session.copy',
  'baton.session.openDocument',
  'baton.session.revealInRuns',
  'baton.session.selectForCompare',
  'baton.session.compareWithSelected',
] as const;

/** The session view: loaded when a session is first opened, or when a window comes back with one open. */
export function activateSessions({ context, log, runs }: Services): void {
  const ensure = lazyPart(
    commands,
    async () => {
      const [{ activateSessionView }, { library }] = await Promise.all([
        import('./session-view/activate-session-view.ts'),
        runs(),
      ]);
      return () => activateSessionView(context, library, log);
    },
    { subscriptions: context.subscriptions, log },
  );
  // Tabs of a session or of a call's text that a window comes back with wait for what the view registers.
  const waiting = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) =>
      input instanceof vscode.TabInputWebview
        ? input.viewType.includes('baton.')
        : input instanceof vscode.TabInputText && input.uri.scheme.startsWith('baton-'),
    );
  if (waiting) void ensure().catch((error: unknown) => showError(error, log));
}
