import type { Moment } from './runs/moment.ts';

/** What each kind of moment means, for the schema of a journal and whoever explains one. */
export const momentMeanings: Readonly<
  Record<Moment['kind'], { readonly title: string; readonly meaning: string }>
> = {
  run: {
    title: 'The header',
    meaning: 'The first line of every journal: what runs, on what input, and for a fork where it comes from.',
  },
  asked: {
    title: 'A call is asked',
    meaning:
      'Written before a call is dispatched to its tool, or before the answer it had elsewhere is taken over.',
  },
  attempt: {
    title: 'An attempt failed',
    meaning: 'One attempt of a call failed and will be repeated under the same address.',
  },
  answered: {
    title: 'A call is answered',
    meaning: 'Written before the answer is delivered to the program.',
  },
  failed: {
    title: 'A call failed',
    meaning:
      'Written before the failure is delivered to the program, which may handle it. A replay delivers the same.',
  },
  cancelled: {
    title: 'A call was cancelled',
    meaning:
      'The run was stopped, or the lane lost its race, before an answer came. A resume asks the call again.',
  },
  opened: { title: 'A frame begins', meaning: 'A stretch of a lane begins: a round, a phase, a step.' },
  closed: { title: 'A frame ends', meaning: 'The frame at this address ends.' },
  lanes: {
    title: 'Lanes begin',
    meaning: 'The lane splits into one lane a key: all of them are wanted, or the first that succeeds.',
  },
  joined: { title: 'Lanes are joined', meaning: 'The lanes of this group are over, and their lane goes on.' },
  note: {
    title: 'A note',
    meaning:
      'A moment of the program’s domain, which follows from the answers before it: a final answer, a score.',
  },
  aside: {
    title: 'An aside is asked',
    meaning: 'A question beside the run, from the debug console say. Never replayed, no part of the outcome.',
  },
  'aside-answered': {
    title: 'An aside is settled',
    meaning: 'The answer to an aside, or why there is none.',
  },
  resumed: {
    title: 'The run is resumed',
    meaning: 'Another process took the run over; what it has to ask again is marked `again`.',
  },
  paused: {
    title: 'The run is paused',
    meaning: 'All gates are closed. Paused time counts against no limit.',
  },
  continued: { title: 'The run goes on', meaning: 'The gates are open again.' },
  renamed: { title: 'The run is renamed', meaning: 'A person gave the run another title.' },
  finished: {
    title: 'The run ended',
    meaning: 'How the run ended. After a cancel or a cap it can be resumed, and then more lines follow.',
  },
};

/**
 * What each member of a moment means, by its name; `kind.name` where it means something of its own in one kind.
 * Members of members go by their own names.
 */
export const memberMeanings: Readonly<Record<string, string>> = {
  n: 'The number of the moment in its journal, from 0.',
  t: 'When it was written, in milliseconds since the epoch.',
  kind: 'What sort of moment this is.',
  format: 'The version of the format of journals.',
  run: 'The id of the run: UTC date, time, and six random digits. It is the name of the file too.',
  'parent.run': 'The id of the run that this one was forked from.',
  title: 'What people call the run.',
  program: 'Which program runs.',
  name: 'The name of the program: `solve`.',
  version: 'The version of the program.',
  pins: 'Versions of prompts, tools and files that the outcome depends on, by name. A resume needs them unchanged.',
  input: 'What the program was given.',
  parent: 'There in a fork alone: where it comes from and what it changes.',
  edits: 'The edits of the whole lineage, oldest first. The last is this fork’s own.',
  fresh: 'Whether calls after the edit were asked anew even where nothing had changed for them.',
  at: 'The address of a call.',
  'edits.at': 'The address of the call that the edit is made at. Empty for an edit of the input.',
  'finished.at': 'The address of the call whose failure ended the run.',
  change:
    'What was changed: the `answer` was replaced, the `request` was, the call was asked again (`ask-again`), the `input` was replaced, or nothing (`none`).',
  digest:
    'The first 128 bits of SHA-256 over the tool’s kind and version and the canonical request, in hexadecimal.',
  'edits.digest':
    'The digest of the request as the parent made it. A request edit applies only while that stands.',
  was: 'The value before the edit.',
  now: 'The value that the edit puts in its place.',
  address:
    'Where it stands in the run: the path of its lane, its name, and the ordinal of that name in that lane.',
  tool: 'The kind of the tool: `model`, `python`, `person`, `clock`, `random`.',
  label: 'What people call it: `Expert Mathematician`.',
  request: 'What the tool is asked, all of it.',
  again: 'The call was asked before in this journal, and never answered.',
  reused:
    'The answer is taken from the parent’s journal: from `before` the edit, or from `after` it, unchanged.',
  edited: 'The request or the answer is a person’s edit.',
  reason: 'Why, in words.',
  waitMs: 'How long until the next attempt, in milliseconds.',
  answer: 'What the tool answered, all of it.',
  error: 'What went wrong.',
  code: 'A stable name of the error, for programs.',
  message: 'What happened, and to what.',
  hint: 'What to do about it. May be empty.',
  frame: 'What sort of frame: `round`, `phase`, `step`.',
  fields: 'Values that conditions can read by name.',
  outcome: 'How it ended.',
  group: 'The name of the group of lanes.',
  keys: 'The data key of each lane, in the order of the items.',
  mode: '`all` wants every lane, `race` the first that succeeds.',
  winner: 'The key of the lane that won a race.',
  note: 'Which kind of note.',
  id: 'The id of the aside. It has no address, being no part of the run.',
  dropped: 'How many bytes of a torn last line were dropped before the run went on.',
  output: 'What the program returned.',
};
