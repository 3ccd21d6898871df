import type * as vscode from 'vscode';

const kept = 'models.known';

/** As many as a person can look over. */
const most = 20;

/** The models that were connected, the latest first: offered again where one is chosen. No reference holds a secret. */
export class KnownModels {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  list(): string[] {
    const stored: unknown = this.state.get(kept);
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  }

  async add(reference: string): Promise<void> {
    const others = this.list().filter((each) => each !== reference);
    await this.state.update(kept, [reference, ...others].slice(0, most));
  }
}
