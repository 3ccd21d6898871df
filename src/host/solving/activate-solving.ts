import * as vscode from 'vscode';
import type { CommandRegistrar } from '../commands/command-registrar.ts';
import { once } from '../once.ts';
import { puzzleLanguages } from '../puzzles/puzzle-documents.ts';
import { PuzzleLenses } from '../puzzles/puzzle-lenses.ts';
import type { Services } from '../services.ts';
import type { Solving } from './solving.ts';

/** *Solve* and *Check* above puzzles, what they do, and what becomes of an answer. */
export function activateSolving(services: Services, commands: CommandRegistrar): () => Promise<Solving> {
  const { subscriptions } = services.context;
  const solving = once(async () => {
    const { openSolving } = await import('./solving.ts');
    return openSolving(services);
  });
  const lenses = new PuzzleLenses();
  subscriptions.push(
    lenses,
    vscode.languages.registerCodeLensProvider([...puzzleLanguages], lenses),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      lenses.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('baton.codeLens')) lenses.refresh();
    }),
  );
  commands.act('baton.solvePuzzle', async (target, scaffold) => {
    const { solvePuzzle } = await import('./solve-puzzle.ts');
    await solvePuzzle(services, await solving(), target, scaffold);
  });
  commands.act('baton.solveWithScaffold', async (target) => {
    const { chooseScaffold } = await import('./choose-scaffold.ts');
    const scaffold = await chooseScaffold();
    if (scaffold) await vscode.commands.executeCommand('baton.solvePuzzle', target, scaffold);
  });
  commands.act('baton.compareScaffolds', async (target, scaffolds) => {
    const { compareScaffolds } = await import('../comparing/compare-scaffolds.ts');
    await compareScaffolds(services, await solving(), target, scaffolds);
  });
  commands.act('baton.checkPuzzle', async (target) => {
    const { showCheck } = await import('../puzzles/show-check.ts');
    await showCheck(services, target);
  });
  commands.act('baton.acceptAnswer', async (named) => {
    const { offers } = await solving();
    const offer = await offers.choose(named);
    if (offer) await offers.accept(offer);
  });
  commands.show('baton.dismissAnswer', async (named) => {
    const { offers } = await solving();
    const offer = await offers.choose(named);
    if (offer) await offers.forget(offer);
  });
  commands.show('baton.showAnswer', async () => {
    const { offers } = await solving();
    const offer = await offers.choose(undefined);
    if (offer) await offers.show(offer);
  });
  commands.show('baton.copyText', async (text) => {
    await vscode.env.clipboard.writeText(text);
  });
  return solving;
}
