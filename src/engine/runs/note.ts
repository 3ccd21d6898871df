import { z } from 'zod';
import type { Json } from './json.ts';

/** A kind of moment that a domain adds to the journal: a final answer, a score, a revision, an alarm. */
export interface NoteKind<Fields extends Record<string, Json> = Record<string, Json>> {
  /** Kebab-case, unique across domains. */
  readonly note: string;
  /** One sentence for docs and for completions in the debugger. */
  readonly meaning: string;
  readonly fields: z.ZodType<Fields>;
}

/** Declares a kind of note. Its fields are flat, so that conditions can read them by name. */
export function declareNote<Shape extends z.ZodRawShape>(
  note: string,
  meaning: string,
  shape: Shape,
): { note: string; meaning: string; fields: z.ZodObject<Shape> } {
  return { note, meaning, fields: z.object(shape) };
}
