import type { FrameNode, RunNode } from '../runs/run-tree.ts';
import { counted } from './figures.ts';
import { html, type Html } from './html.ts';
import { toneOf } from './note-block.ts';
import type { ReportSource } from './report-source.ts';
import { stateMark } from './state-mark.ts';
import { preview } from './text-block.ts';

/** More lines than this are no outline; what does not fit is counted. */
const longest = 1500;

interface Line {
  readonly depth: number;
  readonly entry: Html;
}

/** The way around a report: its rounds and, while they are few enough, the calls in each. */
export function outlineNavigation(source: ReportSource): Html {
  const { totals, root } = source.view.tree;
  const withCalls = totals.calls <= longest;
  const lines: Line[] = [];
  let left = 0;
  for (const line of outlineLines(root, source, withCalls)) {
    if (lines.length < longest) lines.push(line);
    else left += 1;
  }
  return html`<ul>${lines.map(
    ({ depth, entry }) => html`<li class="depth-${Math.min(depth, 3)}">${entry}</li>
`,
  )}</ul>${left > 0 ? html`<p class="nothing">${counted(left, 'more entry', 'more entries')} below, not listed here.</p>` : undefined}`;
}

function* outlineLines(nodes: readonly RunNode[], source: ReportSource, withCalls: boolean): Generator<Line> {
  const stack = [{ nodes, next: 0, depth: 0 }];
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const node = level.nodes[level.next];
    level.next += 1;
    const { depth } = level;
    if (!node) {
      stack.pop();
      continue;
    }
    switch (node.kind) {
      case 'frame':
        yield { depth, entry: frameEntry(node, source, withCalls) };
        stack.push({ nodes: node.children, next: 0, depth: depth + 1 });
        break;
      case 'lanes':
        stack.push(...node.lanes.map(({ children }) => ({ nodes: children, next: 0, depth })).reverse());
        break;
      case 'call':
        if (withCalls && node.tool !== 'clock' && node.tool !== 'random' && node.tool !== 'person')
          yield {
            depth,
            entry: html`<a href="#m${node.asked}">${stateMark(node.state)} <bdi>${preview(node.label, 60)}</bdi>${
              node.tool === 'model' ? undefined : html` <span class="tool"><bdi>${node.tool}</bdi></span>`
            }</a>`,
          };
        break;
      case 'note': {
        const tone = toneOf(node);
        if (tone !== 'plain')
          yield {
            depth,
            entry: html`<a class="note-${tone}" href="#m${node.moment}"><span class="mark" aria-hidden="true">◆</span> <bdi>${preview(node.label, 60)}</bdi></a>`,
          };
        break;
      }
    }
  }
}

function frameEntry(frame: FrameNode, { survey }: ReportSource, withCalls: boolean): Html {
  const calls = frame.children.filter(({ kind }) => kind === 'call').length;
  return html`<a class="frame-entry" href="#m${survey.frames.get(frame.address)}">${stateMark(frame.state)} <bdi>${preview(frame.label, 60)}</bdi>${
    withCalls ? undefined : html` <span class="count">${counted(calls, 'call')}</span>`
  }</a>`;
}
