import type { UnreadableRun } from '../../engine/runs/list-runs.ts';
import type { LanesNode, RunNode } from '../../engine/runs/run-tree.ts';
import type { ListedRun } from './lineage-order.ts';

export type Lane = LanesNode['lanes'][number];

/** A row of the tree of runs. Each is a RunTarget, so that commands take rows as they are. */
export type TreeElement = RunElement | NodeElement | LaneElement | ChunkElement | UnreadableElement;

export interface RunElement {
  readonly kind: 'run';
  readonly run: string;
  listed: ListedRun;
}

export interface NodeElement {
  readonly kind: 'node';
  readonly run: string;
  readonly address: string;
  readonly node: RunNode;
  readonly parent: TreeElement;
}

/** One lane of several that ran at once. */
export interface LaneElement {
  readonly kind: 'lane';
  readonly run: string;
  readonly address: string;
  readonly lane: Lane;
  readonly parent: TreeElement;
}

/** A stretch of very many children. */
export interface ChunkElement {
  readonly kind: 'chunk';
  readonly run: string;
  readonly nodes: readonly RunNode[];
  /** Numbers of the first and the last, from 1. */
  readonly from: number;
  readonly to: number;
  readonly parent: TreeElement;
}

/** A journal that cannot be read: shown, and why. */
export interface UnreadableElement {
  readonly kind: 'unreadable';
  readonly run: string;
  readonly unreadable: UnreadableRun;
}
