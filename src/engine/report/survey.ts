import { z } from 'zod';
import { ActiveTime } from '../runs/active-time.ts';
import type { JournalView } from '../runs/journal-view.ts';
import type { MomentNumber } from '../runs/run-tree.ts';

/** What interrupted a run, or began it anew. */
export interface RunEvent {
  readonly kind: 'resumed' | 'paused' | 'continued' | 'renamed';
  readonly moment: MomentNumber;
}

/** What the top of a report says of a whole run, and what the tree of a run does not keep. */
export interface Survey {
  /** Every model that was asked, by its reference, and how many calls went to it. */
  readonly models: ReadonlyMap<string, number>;
  /** The failed attempts of a call, by its address. */
  readonly attempts: ReadonlyMap<string, readonly MomentNumber[]>;
  /** How often a call was asked again, by its address: a process had died, or it was cancelled. */
  readonly askedAgain: ReadonlyMap<string, readonly MomentNumber[]>;
  readonly events: readonly RunEvent[];
  /** The moment in which each frame was opened, by its address. */
  readonly frames: ReadonlyMap<string, MomentNumber>;
  /** The last note of each kind. */
  readonly lastNotes: ReadonlyMap<string, MomentNumber>;
  /** The time of the last moment. */
  readonly lastAt: number;
  /** Running time at a moment in which a call was asked or settled; kept while the calls are few. */
  readonly activeAt: ReadonlyMap<MomentNumber, number>;
}

const withModel = z.object({ model: z.string() });

/** Where a run has more calls than this, there is no picture of when each was under way. */
export const longestTimeline = 400;

/** Reads a run once, start to end, for what its report says first. */
export function survey(view: JournalView): Survey {
  const models = new Map<string, number>();
  const attempts = new Map<string, MomentNumber[]>();
  const askedAgain = new Map<string, MomentNumber[]>();
  const events: RunEvent[] = [];
  const frames = new Map<string, MomentNumber>();
  const lastNotes = new Map<string, MomentNumber>();
  const activeAt = new Map<MomentNumber, number>();
  const short = view.tree.totals.calls <= longestTimeline;
  const time = new ActiveTime();
  let lastAt = 0;
  for (let n = 0; n < view.size; n++) {
    const moment = view.moment(n);
    time.add(moment);
    lastAt = Math.max(lastAt, moment.t);
    switch (moment.kind) {
      case 'asked': {
        const named = withModel.safeParse(moment.request);
        if (moment.again) append(askedAgain, moment.address, n);
        else if (named.success) models.set(named.data.model, (models.get(named.data.model) ?? 0) + 1);
        if (short) activeAt.set(n, time.total);
        break;
      }
      case 'answered':
      case 'failed':
      case 'cancelled':
        if (short) activeAt.set(n, time.total);
        break;
      case 'attempt':
        append(attempts, moment.address, n);
        break;
      case 'opened':
        frames.set(moment.address, n);
        break;
      case 'note':
        lastNotes.set(moment.note, n);
        break;
      case 'resumed':
      case 'paused':
      case 'continued':
      case 'renamed':
        events.push({ kind: moment.kind, moment: n });
        break;
      default:
        break;
    }
  }
  return { models, attempts, askedAgain, events, frames, lastNotes, lastAt, activeAt };
}

function append(map: Map<string, MomentNumber[]>, key: string, n: MomentNumber): void {
  const list = map.get(key);
  if (list) list.push(n);
  else map.set(key, [n]);
}
