import type { RunNode, RunTree } from '../../engine/runs/run-tree.ts';
import type { Lane, TreeElement } from './tree-element.ts';

/** More children than this are put into stretches of as many: VS Code draws every row of an open branch. */
const mostChildren = 500;

/** The rows below a row of a run's tree. Asked twice, it gives the same objects, which is how VS Code knows them. */
export class ChildElements {
  private readonly nodes = new WeakMap<RunNode | Lane, TreeElement>();
  private readonly chunks = new WeakMap<TreeElement, TreeElement[]>();

  of(parent: TreeElement, tree: RunTree): readonly TreeElement[] {
    switch (parent.kind) {
      case 'run':
        return this.rows(parent, tree.root);
      case 'chunk':
        return parent.nodes.map((node) => this.row(parent, node));
      case 'lane':
        return this.rows(parent, parent.lane.children);
      case 'node':
        switch (parent.node.kind) {
          case 'frame':
            return this.rows(parent, parent.node.children);
          case 'lanes':
            return parent.node.lanes.map((lane) => this.laneRow(parent, lane));
          case 'call':
          case 'note':
            return [];
        }
        break;
      case 'unreadable':
        return [];
    }
  }

  /** The rows from a run down to an address, the run's own first; undefined where the run has no such place. */
  pathTo(root: TreeElement, tree: RunTree, address: string): readonly TreeElement[] | undefined {
    for (const child of this.of(root, tree)) {
      if ('address' in child && child.address === address) return [root, child];
      const below = this.pathTo(child, tree, address);
      if (below) return [root, ...below];
    }
    return undefined;
  }

  private rows(parent: TreeElement, nodes: readonly RunNode[]): readonly TreeElement[] {
    if (nodes.length <= mostChildren) return nodes.map((node) => this.row(parent, node));
    const known = this.chunks.get(parent) ?? [];
    const chunks = Array.from({ length: Math.ceil(nodes.length / mostChildren) }, (_, index): TreeElement => {
      const start = index * mostChildren;
      const end = Math.min(start + mostChildren, nodes.length);
      const before = known[index];
      if (before?.kind === 'chunk' && before.to === end) return before;
      return {
        kind: 'chunk',
        run: parent.run,
        nodes: nodes.slice(start, end),
        from: start + 1,
        to: end,
        parent,
      };
    });
    this.chunks.set(parent, chunks);
    return chunks;
  }

  private row(parent: TreeElement, node: RunNode): TreeElement {
    const known = this.nodes.get(node);
    if (known?.kind === 'node' && known.parent === parent) return known;
    const made: TreeElement = { kind: 'node', run: parent.run, address: node.address, node, parent };
    this.nodes.set(node, made);
    return made;
  }

  private laneRow(parent: TreeElement, lane: Lane): TreeElement {
    const known = this.nodes.get(lane);
    if (known) return known;
    const made: TreeElement = { kind: 'lane', run: parent.run, address: lane.path, lane, parent };
    this.nodes.set(lane, made);
    return made;
  }
}
