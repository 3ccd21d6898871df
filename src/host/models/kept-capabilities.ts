import type * as vscode from 'vscode';
import {
  allCapabilities,
  type Capabilities,
  capabilitiesSchema,
  mergeCapabilities,
} from '../../engine/models/capabilities.ts';
import type { CapabilityStore } from '../../engine/models/capability-store.ts';
import { z } from 'zod';

const kept = 'models.capabilities';
const entriesSchema = z.record(z.string(), capabilitiesSchema);

/** What each model turned out to lack, kept by the editor from one session to the next. */
export class KeptCapabilities implements CapabilityStore {
  private readonly state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.state = state;
  }

  read(reference: string): Capabilities {
    return this.entries()[reference] ?? allCapabilities;
  }

  learn(reference: string, learned: Capabilities): void {
    const entries = this.entries();
    const before = entries[reference] ?? allCapabilities;
    const after = mergeCapabilities(before, learned);
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    void this.state.update(kept, { ...entries, [reference]: after });
  }

  forget(reference: string): void {
    const entries = this.entries();
    if (!(reference in entries)) return;
    void this.state.update(
      kept,
      Object.fromEntries(Object.entries(entries).filter(([each]) => each !== reference)),
    );
  }

  /** An older or newer Baton may have written something else: then everything is learned anew. */
  private entries(): Record<string, Capabilities> {
    const parsed = entriesSchema.safeParse(this.state.get(kept));
    return parsed.success ? parsed.data : {};
  }
}
