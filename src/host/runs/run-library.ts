import type * as vscode from 'vscode';
import type { RunSummary, UnreadableRun } from '../../engine/runs/list-runs.ts';
import type { Moment } from '../../engine/runs/moment.ts';
import type { RunTree } from '../../engine/runs/run-tree.ts';
import type { Delta } from '../../engine/runs/tool.ts';

/**
 * A run as the editor's views see it: the same whether it runs here, in another process, or is long over. Views
 * read; what changes a run goes through commands.
 */
export interface OpenRun {
  readonly id: string;
  readonly title: string;
  /** Running in this window: it can be stopped, paused, spoken to. */
  readonly live: boolean;
  readonly tree: RunTree;
  /** How many moments there are. */
  readonly size: number;
  /** One moment by its number, read from the journal. */
  moment(n: number): Moment;
  /** Fired after moments were taken into the tree; bursts are gathered. */
  readonly onDidGrow: vscode.Event<readonly Moment[]>;
  /** Streamed parts of answers, while the run is live; never journalled. */
  readonly onDidStream: vscode.Event<{ readonly address: string; readonly delta: Delta }>;
  /** Fired when it stops being live. */
  readonly onDidEnd: vscode.Event<void>;
  /** Says that whoever opened it is done with it; its journal is closed when all are. */
  dispose(): void;
}

/** The runs of the workspace. */
export interface RunLibrary {
  /** Newest first. */
  list(): readonly RunSummary[];
  /** Journals that cannot be listed, and why. */
  unreadable(): readonly UnreadableRun[];
  /** A run of the list. @throws UserError `no-such-run` */
  summary(id: string): RunSummary;
  /** Fired when runs came, went, ended or were renamed; bursts are gathered. */
  readonly onDidChangeList: vscode.Event<void>;
  /** @throws UserError when its journal cannot be read */
  open(id: string): OpenRun;
  /** Stops a live run; what was answered is kept. */
  stop(id: string): void;
  pause(id: string): void;
  continue(id: string): void;
  /** Says something to the conductor of a live run, heard at its next round. */
  interject(id: string, text: string): void;
}
