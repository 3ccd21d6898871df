import type { RunNode, RunTree } from '../../engine/runs/run-tree.ts';
import type { EntryNode } from './outline.ts';

/** The part of a tree that a row's key names, whether it is in sight or not. */
export function nodeOf(tree: RunTree, key: string): EntryNode | undefined {
  if (key === 'start') return { kind: 'start' };
  if (key === 'end') return { kind: 'end' };
  const aside = tree.asides.find(({ id }) => key === `aside:${id}`);
  if (aside) return { kind: 'aside', aside };
  return tree.call(key) ?? nodeIn(tree.root, key);
}

function nodeIn(nodes: readonly RunNode[], key: string): EntryNode | undefined {
  for (const node of nodes) {
    if (node.address === key) return node;
    if (node.kind === 'frame') {
      const found = nodeIn(node.children, key);
      if (found) return found;
    }
    if (node.kind !== 'lanes') continue;
    for (const lane of node.lanes) {
      const found = nodeIn(lane.children, key);
      if (found) return found;
    }
  }
  return undefined;
}

/** What a row is called, for titles of documents. */
export function labelOf(tree: RunTree, key: string): string {
  const node = nodeOf(tree, key);
  if (node?.kind === 'aside') return node.aside.label;
  return node && 'label' in node ? node.label : tree.title;
}
