import * as vscode from 'vscode';
import { checkPuzzle } from '../puzzles/check-puzzle.ts';
import type { Services } from '../services.ts';
import { AnswerOffers, answerScheme } from './answer-offers.ts';
import { Consent } from './consent.ts';
import { RunOrigins } from './run-origins.ts';

/** What solving keeps while the window is open. */
export interface Solving {
  readonly consent: Consent;
  readonly offers: AnswerOffers;
  readonly origins: RunOrigins;
}

export function openSolving(services: Services): Solving {
  const { context } = services;
  const offers = new AnswerOffers((puzzle, answer, uri) => checkPuzzle(services, puzzle, answer, uri));
  context.subscriptions.push(
    offers,
    vscode.workspace.registerTextDocumentContentProvider(answerScheme, offers),
  );
  return { consent: new Consent(), offers, origins: new RunOrigins(context.workspaceState) };
}
