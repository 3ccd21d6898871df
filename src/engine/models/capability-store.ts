import { type Capabilities, allCapabilities, mergeCapabilities } from './capabilities.ts';

/** Remembers what each model lacks, by its reference, so that a refusal is met once and not at every call. */
export interface CapabilityStore {
  read(reference: string): Capabilities;
  /** Adds a lesson to what is known. */
  learn(reference: string, learned: Capabilities): void;
  /** Forgets a model: its server may have been updated. */
  forget(reference: string): void;
}

/** Keeps lessons in memory; `entries` and the constructor let a settings file or the editor keep them longer. */
export class CapabilityMemory implements CapabilityStore {
  private readonly known: Map<string, Capabilities>;
  private readonly changed: (() => void) | undefined;

  /** @param changed called after each lesson that says something new */
  constructor(entries: Readonly<Record<string, Capabilities>> = {}, changed?: () => void) {
    this.known = new Map(Object.entries(entries));
    this.changed = changed;
  }

  read(reference: string): Capabilities {
    return this.known.get(reference) ?? allCapabilities;
  }

  learn(reference: string, learned: Capabilities): void {
    const before = this.read(reference);
    const after = mergeCapabilities(before, learned);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.known.set(reference, after);
    this.changed?.();
  }

  forget(reference: string): void {
    if (this.known.delete(reference)) this.changed?.();
  }

  entries(): Record<string, Capabilities> {
    return Object.fromEntries(this.known);
  }
}
