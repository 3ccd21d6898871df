import type {
  AsideNode,
  CallNode,
  Interruption,
  LanesNode,
  RunNode,
  RunTree,
} from '../../engine/runs/run-tree.ts';
import type { Folds } from './folds.ts';

/** One lane of a group, as a row of its own. */
export interface LaneRowNode {
  readonly kind: 'lane';
  readonly lane: LanesNode['lanes'][number];
  readonly won: boolean;
}

export type EntryNode =
  | RunNode
  | LaneRowNode
  | { readonly kind: 'aside'; readonly aside: AsideNode }
  | { readonly kind: 'interruption'; readonly interruption: Interruption }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' };

/** One row of the outline: where it stands, and what of the tree it shows. */
export interface Entry {
  readonly key: string;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly folded: boolean;
  readonly node: EntryNode;
}

/** In runs with more calls than this, what is over when they are opened starts folded. */
const manyCalls = 400;

/**
 * The rows of a run that can be scrolled to, top to bottom, given what is folded: no texts, a few words of memory
 * a row. It is cheap to make anew whenever the tree has grown (a few milliseconds for a hundred thousand moments).
 */
export class Outline {
  readonly entries: Entry[] = [];
  private readonly interruptions: readonly Interruption[];
  private nextInterruption = 0;

  /** @param foldedBefore frames that were opened earlier (milliseconds since the epoch) are folded as a rule */
  constructor(
    tree: RunTree,
    private readonly folds: Folds,
    private readonly foldedBefore: number,
  ) {
    this.interruptions = tree.interruptions;
    const ends = tree.finished ? 1 : 0;
    const siblings = tree.root.length + tree.asides.length + 1 + ends;
    this.push({ kind: 'start' }, 'start', 1, 1, siblings, false);
    this.addAll(tree.root, 1, { offset: 1, siblings });
    this.addInterruptions(Infinity, Infinity, 1);
    tree.asides.forEach((aside, index) => {
      const key = `aside:${aside.id}`;
      const position = 2 + tree.root.length + index;
      this.push({ kind: 'aside', aside }, key, 1, position, siblings, folds.isFolded(key, true));
    });
    if (ends > 0) this.push({ kind: 'end' }, 'end', 1, siblings, siblings, false);
  }

  private push(
    node: EntryNode,
    key: string,
    level: number,
    position: number,
    siblings: number,
    folded: boolean,
  ): void {
    this.entries.push({ key, level, position, siblings, folded, node });
  }

  private addAll(
    nodes: readonly RunNode[],
    level: number,
    place: { readonly offset: number; readonly siblings: number },
  ): void {
    nodes.forEach((node, index) => {
      this.add(node, level, place.offset + index + 1, place.siblings);
    });
  }

  private add(node: RunNode, level: number, position: number, siblings: number): void {
    const { folds } = this;
    const key = node.address;
    switch (node.kind) {
      case 'call':
        this.addInterruptions(node.asked, Infinity, level);
        this.push(node, key, level, position, siblings, folds.isFolded(key, isQuiet(node)));
        return;
      case 'note':
        this.addInterruptions(node.moment, Infinity, level);
        this.push(node, key, level, position, siblings, folds.isFolded(key, node.note === 'odd-message'));
        return;
      case 'frame': {
        this.addInterruptions(Infinity, node.openedAt, level);
        const folded = folds.isFolded(key, node.openedAt < this.foldedBefore);
        this.push(node, key, level, position, siblings, folded);
        if (!folded) this.addAll(node.children, level + 1, { offset: 0, siblings: node.children.length });
        return;
      }
      case 'lanes': {
        const folded = folds.isFolded(key, false);
        this.push(node, key, level, position, siblings, folded);
        if (folded) return;
        node.lanes.forEach((lane, index) => {
          this.addLane(lane, node, level + 1, index + 1);
        });
      }
    }
  }

  private addLane(
    lane: LanesNode['lanes'][number],
    { mode, winner, lanes }: LanesNode,
    level: number,
    position: number,
  ): void {
    const siblings = lanes.length;
    const [only] = lane.children;
    if (mode === 'all' && only && lane.children.length === 1) {
      // One call a lane, as experts have it as a rule: a row for each lane would say nothing.
      this.add(only, level, position, siblings);
      return;
    }
    const won = winner === lane.key;
    const key = `lane:${lane.path}`;
    const folded = this.folds.isFolded(key, false);
    this.push({ kind: 'lane', lane, won }, key, level, position, siblings, folded);
    if (!folded) this.addAll(lane.children, level + 1, { offset: 0, siblings: lane.children.length });
  }

  /** Interruptions stand before the first row that came later: by its moment, or by its time. */
  private addInterruptions(moment: number, time: number, level: number): void {
    for (;;) {
      const interruption = this.interruptions[this.nextInterruption];
      if (!interruption) return;
      const earlier = moment === Infinity ? interruption.at <= time : interruption.moment < moment;
      if (!earlier) return;
      this.nextInterruption += 1;
      const key = `interruption:${interruption.moment}`;
      this.push({ kind: 'interruption', interruption }, key, level, 1, 1, false);
    }
  }
}

/** Calls to the clock, to chance and to a person who is silent say little: they are one line, unless unfolded. */
function isQuiet({ tool }: CallNode): boolean {
  return tool !== 'model' && tool !== 'python';
}

/** What a run that is opened now starts with: frames opened before this time are folded. */
export function foldedBefore(tree: RunTree): number {
  if (tree.totals.calls <= manyCalls) return 0;
  return tree.root.findLast((node) => node.kind === 'frame')?.openedAt ?? 0;
}

/** A letter a row, for the view's guess at its height: capital where it shows its content. */
export function kindLetter({ node, folded }: Entry): string {
  switch (node.kind) {
    case 'call':
      return folded ? 'c' : node.tool === 'model' ? 'C' : 'P';
    case 'note':
      return folded ? 'n' : 'N';
    case 'aside':
      return folded ? 'a' : 'A';
    case 'frame':
      return 'f';
    case 'lanes':
      return 'g';
    case 'lane':
      return 'l';
    case 'interruption':
      return 'i';
    case 'start':
      return 'S';
    case 'end':
      return 'E';
  }
}

/** The keys of everything that must be unfolded for a row to be seen, outermost first; undefined for no row. */
export function pathTo(tree: RunTree, key: string): readonly string[] | undefined {
  if (key === 'start' || key === 'end' || /^(aside|interruption):/.test(key)) return [];
  return pathIn(tree.root, key);
}

function pathIn(nodes: readonly RunNode[], key: string): readonly string[] | undefined {
  for (const node of nodes) {
    if (node.address === key) return [];
    if (node.kind === 'frame') {
      const path = pathIn(node.children, key);
      if (path) return [node.address, ...path];
    }
    if (node.kind !== 'lanes') continue;
    for (const lane of node.lanes) {
      if (`lane:${lane.path}` === key) return [node.address];
      const path = pathIn(lane.children, key);
      if (path) return [node.address, `lane:${lane.path}`, ...path];
    }
  }
  return undefined;
}
