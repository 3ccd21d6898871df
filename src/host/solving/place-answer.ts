import type { Puzzle, TextEdit } from '../../engine/puzzles/puzzle.ts';
import type * as vscode from 'vscode';
import { puzzlesOfDocument } from '../puzzles/puzzles-of-document.ts';
import type { AnswerOffer } from './answer-offer.ts';

/** Where an answer goes in the document as it is now. */
export type AnswerPlace =
  | { readonly place: 'found'; readonly edit: TextEdit; readonly puzzle: Puzzle }
  /** The puzzle asks something else than what was solved: the answer must be checked again. */
  | { readonly place: 'changed'; readonly edit: TextEdit; readonly puzzle: Puzzle }
  | { readonly place: 'gone' };

/** Finds the puzzle again: the document may have been edited since it was put to the model. */
export function placeAnswer(document: vscode.TextDocument, offer: AnswerOffer): AnswerPlace {
  const puzzles = puzzlesOfDocument(document).map(({ puzzle }) => puzzle);
  const puzzle =
    puzzles.find((one) => one.id === offer.puzzle && one.question() === offer.question) ??
    // Renamed or moved among others of its kind, it is the one that asks the same.
    puzzles.find((one) => one.question() === offer.question) ??
    puzzles.find((one) => one.id === offer.puzzle);
  const edit = puzzle?.answerEdit(offer.answer);
  if (!puzzle || !edit) return { place: 'gone' };
  return { place: puzzle.question() === offer.question ? 'found' : 'changed', edit, puzzle };
}
