import type { JournalView } from '../runs/journal-view.ts';
import type { MessageHistory } from './message-history.ts';
import type { Survey } from './survey.ts';

/** What every part of a report reads from. */
export interface ReportSource {
  readonly view: JournalView;
  readonly survey: Survey;
  readonly history: MessageHistory;
  /** False in a run of many calls: there, each call is folded to its first line. */
  readonly unfolded: boolean;
}
