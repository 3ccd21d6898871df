import type { ModelRole } from '../models/model-choice.ts';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';
import type { RunTarget } from '../runs/run-target.ts';
import type { ScaffoldName } from '../../engine/conductor/scaffold.ts';

/**
 * Every command that this part of the editor registers, with what it takes when it is run by code. Run by a person
 * from the palette, it takes nothing and asks for what it needs.
 */
export interface CommandMap {
  'baton.showVersion': () => unknown;
  'baton.solvePuzzle': (target?: PuzzleTarget, scaffold?: ScaffoldName) => unknown;
  'baton.solveWithScaffold': (target?: PuzzleTarget) => unknown;
  'baton.checkPuzzle': (target?: PuzzleTarget) => unknown;
  'baton.compareScaffolds': (target?: PuzzleTarget, scaffolds?: readonly ScaffoldName[]) => unknown;
  'baton.showAnswer': () => unknown;
  'baton.acceptAnswer': (answer?: unknown) => unknown;
  'baton.dismissAnswer': (answer?: unknown) => unknown;
  'baton.copyText': (text: string) => unknown;
  'baton.filterRuns': () => unknown;
  'baton.clearRunFilter': () => unknown;
  'baton.refreshRuns': () => unknown;
  /** Shows a run in the tree, or the row of an address in it. */
  'baton.revealInRuns': (run: string, address?: string) => unknown;
  'baton.stopRun': (target?: RunTarget) => unknown;
  'baton.pauseRun': (target?: RunTarget) => unknown;
  'baton.continueRun': (target?: RunTarget) => unknown;
  'baton.interject': (target?: RunTarget, text?: string) => unknown;
  'baton.resumeRun': (target?: RunTarget) => unknown;
  'baton.askAgain': (target?: RunTarget) => unknown;
  'baton.renameRun': (target?: RunTarget, title?: string) => unknown;
  'baton.deleteRun': (target?: RunTarget) => unknown;
  'baton.copyAddress': (target?: RunTarget) => unknown;
  'baton.connectModel': () => unknown;
  'baton.checkModel': (reference?: string) => unknown;
  'baton.chooseModel': (role?: ModelRole) => unknown;
  'baton.setApiKey': () => unknown;
  'baton.forgetKey': () => unknown;
  'baton.showModelActions': () => unknown;
  'baton.openSample': () => unknown;
  'baton.openReport': (target?: RunTarget) => unknown;
  'baton.offerAnswer': (target?: RunTarget) => unknown;
}
