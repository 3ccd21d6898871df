import * as vscode from 'vscode';
import { checkPuzzle } from '../puzzles/check-puzzle.ts';
import type { Services } from '../services.ts';
import { AnswerOffers, answerScheme } from './answer-offers.ts';
import { Consent } from './consent.ts';
import { Comparisons, comparisonScheme } from '../comparing/comparisons.ts';
import { RunOrigins } from './run-origins.ts';

/** What solving keeps while the window is open. */
export interface Solving {
  readonly consent: Consent;
  readonly offers: AnswerOffers;
  readonly origins: RunOrigins;
  readonly comparisons: Comparisons;
}

export async function openSolving(services: Services): Promise<Solving> {
  const { context } = services;
  const { library, live } = await services.runs();
  const comparisons = new Comparisons(library, context.workspaceState, live.onDidMove);
  const offers = new AnswerOffers((puzzle, answer, uri) => checkPuzzle(services, puzzle, answer, uri));
  context.subscriptions.push(
    offers,
    comparisons,
    vscode.workspace.registerTextDocumentContentProvider(comparisonScheme, comparisons),
    vscode.languages.registerDocumentLinkProvider({ scheme: comparisonScheme }, comparisons),
    vscode.workspace.registerTextDocumentContentProvider(answerScheme, offers),
  );
  return { consent: new Consent(), offers, origins: new RunOrigins(context.workspaceState), comparisons };
}
