import { conductorNotes } from './conductor/conductor-notes.ts';
import { UserError } from './user-error.ts';
import { type Moment, momentSchema } from './runs/moment.ts';
import type { NoteKind } from './runs/note.ts';

/** Every kind of note that a domain declares. A journal with any other is refused. */
export const noteKinds: readonly NoteKind[] = [...conductorNotes];

const noteFields = new Map(noteKinds.map((kind) => [kind.note, kind.fields]));

/**
 * Parses one line of a journal: the closed union of the core moments and of the notes that the domains declare.
 *
 * @throws UserError `journal-newer` for a note that this version does not know; ZodError for what is no moment
 */
export function parseMoment(value: unknown): Moment {
  const moment = momentSchema.parse(value);
  if (moment.kind !== 'note') return moment;
  const fields = noteFields.get(moment.note);
  if (!fields) {
    throw new UserError(
      'journal-newer',
      `The journal has a moment of the kind "${moment.note}", which this version of Baton does not know.`,
      'Open it with a newer version.',
    );
  }
  return { ...moment, fields: fields.parse(moment.fields) };
}
