import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { z } from 'zod';
import { describeError } from '../../engine/user-error.ts';
import type { RunLibrary } from '../runs/run-library.ts';
import { CallDocuments, callScheme, callUri } from './call-document.ts';
import { activateCompare } from './compare/activate-compare.ts';
import { CompareSelection } from './compare-selection.ts';
import { labelOf } from './node-of.ts';
import { sessionViewType } from './session-panel.ts';
import { SessionPanels } from './session-panels.ts';
import { withRun } from './with-run.ts';

const place = z.object({ key: z.string(), part: z.string().optional() });
/** What a context menu of the view is told of where it was opened. */
const menuPlace = place.extend({ run: z.string() });

/**
 * The session view and what belongs to it. Commands: `baton.openSession` (run id; optionally a place in it, a row
 * of its tree by address), `baton.compareRuns` (two run ids), and those of the view's context menus.
 */
export function activateSessionView(
  context: vscode.ExtensionContext,
  library: RunLibrary,
  log: vscode.LogOutputChannel,
): SessionPanels {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const selection = new CompareSelection(library);
  const extension = context.extensionUri;
  const services = { library, extension, selection, log };
  const panels = new SessionPanels(services);
  const compareRuns = activateCompare(context, services);
  const command = (name: string, act: (...args: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        await act(...args);
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        void vscode.window.showErrorMessage(describeError(error));
      }
    });
  const copy = (given: unknown): Thenable<void> => {
    const { run, key, part } = menuPlace.parse(given);
    const { query } = callUri({ run, key, ...(part === undefined ? {} : { part }) }, '');
    return vscode.env.clipboard.writeText(
      documents.provideTextDocumentContent(vscode.Uri.from({ scheme: callScheme, path: '/copy', query })),
    );
  };
  const documents = new CallDocuments(library);
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(sessionViewType, panels),
    vscode.workspace.registerTextDocumentContentProvider(callScheme, documents),
    command('baton.openSession', (run, at) => {
      panels.open(z.string().parse(run), at === undefined ? undefined : toPlace(at));
    }),
    command('baton.compareRuns', (left, right) => compareRuns(left, right)),
    command('baton.session.copy', copy),
    command('baton.session.openDocument', async (given) => {
      const { run, key, part } = menuPlace.parse(given);
      const label = withRun(library, run, ({ tree }) => labelOf(tree, key));
      await vscode.window.showTextDocument(
        callUri({ run, key, ...(part === undefined ? {} : { part }) }, label),
      );
    }),
    command('baton.session.revealInRuns', async (given) => {
      const { run, key } = menuPlace.parse(given);
      await vscode.commands.executeCommand('baton.revealInRuns', run, key);
    }),
    command('baton.session.selectForCompare', (given) => {
      selection.select(menuPlace.parse(given));
    }),
    command('baton.session.compareWithSelected', (given) => selection.compareWith(menuPlace.parse(given))),
  );
  return panels;
}

/** A place as callers give it: an address, or a row and a text in it. */
function toPlace(at: unknown): { key: string; part?: string } {
  if (typeof at === 'string') return { key: at };
  const { key, part } = place.parse(at);
  return part === undefined ? { key } : { key, part };
}
