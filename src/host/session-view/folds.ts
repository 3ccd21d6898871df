/** What is folded, where a person chose otherwise than usual. Kept by the view across reloads. */
export class Folds {
  private readonly chosen: Map<string, boolean>;

  constructor(chosen: Readonly<Record<string, boolean>> = {}) {
    this.chosen = new Map(Object.entries(chosen));
  }

  /** @param usual what holds unless a person chose */
  isFolded(key: string, usual: boolean): boolean {
    return this.chosen.get(key) ?? usual;
  }

  set(key: string, folded: boolean): void {
    this.chosen.set(key, folded);
  }

  clear(): void {
    this.chosen.clear();
  }

  toJson(): Record<string, boolean> {
    return Object.fromEntries(this.chosen);
  }
}

/** The key of a part's fold. Addresses hold no control characters, so it is nobody else's key. */
export function partKey(row: string, part: string): string {
  return `${row}\n${part}`;
}
