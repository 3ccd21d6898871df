import type { RunNode, RunTree } from '../../engine/runs/run-tree.ts';

/** The keys of every frame of a run: what *Fold all* and *Unfold all* act on. */
export function frameKeys({ root }: RunTree): string[] {
  return root.flatMap(foldsIn);
}

function foldsIn(node: RunNode): string[] {
  if (node.kind === 'frame') return [node.address, ...node.children.flatMap(foldsIn)];
  if (node.kind === 'lanes') return node.lanes.flatMap(({ children }) => children.flatMap(foldsIn));
  return [];
}
