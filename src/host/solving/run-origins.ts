import * as vscode from 'vscode';
import type { PuzzleTarget } from '../puzzles/puzzle-target.ts';

const key = 'baton.runOrigins';
/** As many runs as a person may still want the answer of. */
const most = 300;

/** Where the puzzles of this workspace's runs stand: a journal knows a puzzle's text, and not its file. */
export class RunOrigins {
  constructor(private readonly state: vscode.Memento) {}

  remember(run: string, { uri, id }: PuzzleTarget): void {
    const kept = Object.entries(this.all()).slice(-most + 1);
    void this.state.update(key, Object.fromEntries([...kept, [run, { uri: uri.toString(), id }]]));
  }

  of(run: string): PuzzleTarget | undefined {
    const origin = this.all()[run];
    return origin && { uri: vscode.Uri.parse(origin.uri), id: origin.id };
  }

  private all(): Record<string, { uri: string; id: string }> {
    return this.state.get<Record<string, { uri: string; id: string }>>(key, {});
  }
}
