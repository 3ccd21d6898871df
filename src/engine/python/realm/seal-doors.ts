import { knocks, openDoors } from './door-list.ts';
import type { ImportedFunction } from './emscripten.ts';

/** A seal, still to be closed: the glue itself uses some doors while it starts, before any Python code runs. */
export interface Seal {
  /** Closes all but the open doors. There is no way back. */
  close(): void;
}

/**
 * Replaces, in place, every function that the interpreter could reach and that is not an open door. The glue looks
 * functions up in the same object when it fills tables or resolves symbols, so there is no second copy to find.
 */
export function sealDoors(doors: Record<string, ImportedFunction>, stop: (door: string) => void): Seal {
  let closed = false;
  for (const [name, original] of Object.entries(doors)) {
    if (typeof original !== 'function') continue;
    if (openDoors.has(name) || name.startsWith('invoke_')) continue;
    const answer = knocks.get(name);
    const sealed: ImportedFunction = (...parameters) => {
      if (!closed) return original(...parameters);
      if (answer !== undefined) return answer;
      stop(name);
      throw new Error(`closed: ${name}`);
    };
    if (original.sig !== undefined) sealed.sig = original.sig;
    doors[name] = sealed;
  }
  return {
    close: () => {
      closed = true;
    },
  };
}
