import type * as vscode from 'vscode';
import type { KeySource } from '../../engine/models/key-source.ts';

const prefix = 'key:';

/** API keys in the editor's secret storage, one a base URL. They are in no setting, log, error or journal. */
export class SecretKeys implements KeySource {
  private readonly secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.secrets = secrets;
  }

  async keyFor(baseUrl: string): Promise<string | undefined> {
    return this.secrets.get(prefix + baseUrl);
  }

  /** Stores a key, in place of the one before. */
  async set(baseUrl: string, key: string): Promise<void> {
    await this.secrets.store(prefix + baseUrl, key);
  }

  async forget(baseUrl: string): Promise<void> {
    await this.secrets.delete(prefix + baseUrl);
  }

  /** The base URLs that have a key, in alphabetical order. */
  async servers(): Promise<string[]> {
    const names = await this.secrets.keys();
    return names
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length))
      .sort();
  }
}
