import * as vscode from 'vscode';
import type { Services } from '../services.ts';
import { whyViewOnly } from '../commands/command-registrar.ts';
import { plainLabel } from '../messages/plain-message.ts';
import type { PuzzleTarget } from './puzzle-target.ts';

/** As many files as are looked into when the explorer is opened; more are found as they are opened in an editor. */
const mostFiles = 1_000;
/** Files beyond this size are no puzzles that a person writes. */
const longestFile = 500_000;
/** Milliseconds in which changes of a document are gathered. */
const gatherMs = 400;
const skipped = '**/{node_modules,.git,.baton,.venv,venv,__pycache__,dist,build}/**';
/** Task sets (.jsonl) have no place for an answer, so there is nothing of theirs to check. */
const files = '**/*.{py,24}';

/** The puzzles of the workspace in the Test Explorer: running one checks the answer that stands in its file. */
export class TestExplorer {
  private readonly controller: vscode.TestController;
  private readonly disposables: { dispose(): unknown }[] = [];
  private readonly gathering = new Map<string, NodeJS.Timeout>();

  constructor(private readonly services: Services) {
    const controller = vscode.tests.createTestController('baton.puzzles', vscode.l10n.t('Baton Puzzles'));
    this.controller = controller;
    controller.resolveHandler = (item) => (item ? this.resolve(item) : this.scan());
    controller.refreshHandler = () => this.scan();
    controller.createRunProfile(
      vscode.l10n.t('Check'),
      vscode.TestRunProfileKind.Run,
      (request, token) => this.run(request, token),
      true,
    );
    this.disposables.push(
      controller,
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.stir(document.uri);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.stir(document.uri);
      }),
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) controller.items.delete(uri.toString());
      }),
    );
    for (const { uri } of vscode.workspace.textDocuments) this.stir(uri);
  }

  dispose(): void {
    for (const timer of this.gathering.values()) clearTimeout(timer);
    for (const one of this.disposables) one.dispose();
  }

  private stir(uri: vscode.Uri): void {
    if (!/\.(?:py|24)$/i.test(uri.path) || !vscode.workspace.getWorkspaceFolder(uri)) return;
    const key = uri.toString();
    clearTimeout(this.gathering.get(key));
    this.gathering.set(
      key,
      setTimeout(() => {
        this.gathering.delete(key);
        void this.look(uri);
      }, gatherMs),
    );
  }

  private async scan(): Promise<void> {
    const found = await vscode.workspace.findFiles(files, skipped, mostFiles);
    const here = new Set(found.map((uri) => uri.toString()));
    for (const [id] of this.controller.items) if (!here.has(id)) this.controller.items.delete(id);
    for (const uri of found) await this.look(uri);
  }

  private async resolve(item: vscode.TestItem): Promise<void> {
    if (item.uri && item.parent === undefined) await this.look(item.uri);
  }

  /** Lists the puzzles of a file anew; a file without any is not listed. */
  private async look(uri: vscode.Uri): Promise<void> {
    const { items } = this.controller;
    const id = uri.toString();
    const text = await this.textOf(uri);
    const { puzzlesOfText } = await import('./puzzles-of-document.ts');
    const puzzles = text === undefined ? [] : puzzlesOfText(uri, text);
    if (text === undefined || puzzles.length === 0) {
      items.delete(id);
      return;
    }
    const file =
      items.get(id) ?? this.controller.createTestItem(id, vscode.workspace.asRelativePath(uri), uri);
    file.canResolveChildren = true;
    items.add(file);
    const lines = lineStarts(text);
    file.children.replace(
      puzzles.map(({ puzzle }, index) => {
        const item = this.controller.createTestItem(`${id}#${puzzle.id}`, plainLabel(puzzle.title), uri);
        const start = positionAt(lines, puzzle.range.start);
        item.range = new vscode.Range(start, positionAt(lines, puzzle.range.end));
        item.sortText = String(index).padStart(6, '0');
        if (puzzle.currentAnswer() === undefined) item.description = vscode.l10n.t('no answer yet');
        return item;
      }),
    );
  }

  private async textOf(uri: vscode.Uri): Promise<string | undefined> {
    const open = vscode.workspace.textDocuments.find(
      (document) => document.uri.toString() === uri.toString(),
    );
    if (open) return open.getText();
    try {
      if ((await vscode.workspace.fs.stat(uri)).size > longestFile) return undefined;
      return Buffer.from(await vscode.workspace.fs.readFile(uri))
        .toString('utf8')
        .replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  }

  private async run(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    try {
      const chosen = request.include ?? [...this.controller.items].map(([, item]) => item);
      const leaves = chosen.flatMap((item) => leavesOf(item)).filter((item) => !isExcluded(item, request));
      for (const item of leaves) run.enqueued(item);
      const viewOnly = whyViewOnly();
      const { checkItem } = await import('./check-item.ts');
      for (const item of leaves) {
        if (token.isCancellationRequested) run.skipped(item);
        else if (viewOnly !== undefined) run.errored(item, new vscode.TestMessage(viewOnly));
        else await checkItem(this.services, item, targetOf(item), run, token);
      }
    } finally {
      run.end();
    }
  }
}

/** The puzzle that an item of the explorer stands for. */
export function targetOf(item: vscode.TestItem): PuzzleTarget {
  const uri = item.uri ?? vscode.Uri.parse(item.id);
  return { uri, id: item.id.slice(uri.toString().length + 1) };
}

function leavesOf(item: vscode.TestItem): vscode.TestItem[] {
  if (item.parent) return [item];
  return [...item.children].map(([, child]) => child);
}

function isExcluded(item: vscode.TestItem, { exclude = [] }: vscode.TestRunRequest): boolean {
  return exclude.some((one) => one.id === item.id || one.id === item.parent?.id);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): vscode.Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return new vscode.Position(low, offset - (starts[low] ?? 0));
}
