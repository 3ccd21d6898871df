import type { CallNode, FrameNode, LanesNode, NoteNode, RunNode } from '../../../engine/runs/run-tree.ts';

/** A call or a note of either run, or of both, at one address. */
export interface Pair {
  readonly kind: 'pair';
  readonly address: string;
  readonly level: number;
  readonly left: CallNode | NoteNode | undefined;
  readonly right: CallNode | NoteNode | undefined;
}

/** What encloses the pairs that follow it: a round, a lane. */
export interface Heading {
  readonly kind: 'heading';
  readonly address: string;
  readonly level: number;
  readonly label: string;
}

interface Sides<Node> {
  readonly left: Node | undefined;
  readonly right: Node | undefined;
}

/**
 * Two runs as one sequence, aligned by address. What only one has stands where it stands in that one. Addresses
 * name the same place in both, so nothing is guessed from texts.
 */
export function alignRuns(left: readonly RunNode[], right: readonly RunNode[]): (Pair | Heading)[] {
  return alignNodes(left, right, 1);
}

function alignNodes(left: readonly RunNode[], right: readonly RunNode[], level: number): (Pair | Heading)[] {
  return inOneOrder(left, right, ({ address }) => address).flatMap((sides) => itemsOf(sides, level));
}

function itemsOf({ left, right }: Sides<RunNode>, level: number): (Pair | Heading)[] {
  const node = left ?? right;
  if (!node) return [];
  const { address } = node;
  const frames = { left: as('frame', left), right: as('frame', right) };
  if (frames.left ?? frames.right) {
    const label = (frames.left ?? frames.right)?.label ?? '';
    const heading: Heading = { kind: 'heading', address, level, label };
    return [heading, ...alignNodes(childrenOf(frames.left), childrenOf(frames.right), level + 1)];
  }
  const lanes = { left: as('lanes', left), right: as('lanes', right) };
  if (lanes.left ?? lanes.right) return lanesOf(lanes, level);
  return [{ kind: 'pair', address, level, left: leaf(left), right: leaf(right) }];
}

function lanesOf({ left, right }: Sides<LanesNode>, level: number): (Pair | Heading)[] {
  const group = (left ?? right)?.group ?? '';
  return inOneOrder(left?.lanes ?? [], right?.lanes ?? [], ({ path }) => path).flatMap((lane) => {
    const { path: address, key } = lane.left ?? lane.right ?? { path: '', key: '' };
    const heading: Heading = {
      kind: 'heading',
      address: `lane:${address}`,
      level,
      label: `${group} / ${key}`,
    };
    return [heading, ...alignNodes(lane.left?.children ?? [], lane.right?.children ?? [], level + 1)];
  });
}

function childrenOf(frame: FrameNode | undefined): readonly RunNode[] {
  return frame?.children ?? [];
}

function as<Kind extends RunNode['kind']>(
  kind: Kind,
  node: RunNode | undefined,
): Extract<RunNode, { kind: Kind }> | undefined {
  return node?.kind === kind ? (node as Extract<RunNode, { kind: Kind }>) : undefined;
}

function leaf(node: RunNode | undefined): CallNode | NoteNode | undefined {
  return node?.kind === 'call' || node?.kind === 'note' ? node : undefined;
}

/** Merges two lists by key, keeping the order of each. Where they cross, both stand alone. */
function inOneOrder<Item>(
  left: readonly Item[],
  right: readonly Item[],
  keyOf: (item: Item) => string,
): Sides<Item>[] {
  const leftAt = new Map(left.map((item, index) => [keyOf(item), index]));
  const rightAt = new Map(right.map((item, index) => [keyOf(item), index]));
  const merged: Sides<Item>[] = [];
  let [l, r] = [0, 0];
  for (;;) {
    const [a, b] = [left[l], right[r]];
    if (a === undefined && b === undefined) return merged;
    if (a !== undefined && b !== undefined && keyOf(a) === keyOf(b)) {
      merged.push({ left: a, right: b });
      l += 1;
      r += 1;
    } else if (
      a !== undefined &&
      (b === undefined || (rightAt.get(keyOf(a)) ?? -1) < r || (leftAt.get(keyOf(b)) ?? -1) >= l)
    ) {
      merged.push({ left: a, right: undefined });
      l += 1;
    } else {
      merged.push({ left: undefined, right: b });
      r += 1;
    }
  }
}
