import type { FrameNode, LanesNode, RunNode } from '../runs/run-tree.ts';
import { callArticle } from './call-article.ts';
import { counted, duration } from './figures.ts';
import { html, type Html } from './html.ts';
import { noteBlock } from './note-block.ts';
import type { ReportSource } from './report-source.ts';
import { stateMark } from './state-mark.ts';

/** What is nested deeper is shown beside its parent: no screen has room, and browsers give up at 512. */
const deepest = 24;

/** A list of nodes under way, with what is written before and after it. */
interface Level {
  readonly depth: number;
  readonly start?: Html;
  readonly nodes: readonly RunNode[];
  next: number;
  readonly end?: Html;
  /** A lane that is over when this list is through. */
  readonly lane?: string;
}

/**
 * The record of a run, top to bottom: frames, lanes, calls and notes. Written call by call, so that no more than
 * one is ever held; and with a stack of its own, since a journal may nest deeper than ours.
 */
export function* treeSection(source: ReportSource): Generator<Html> {
  const stack: Level[] = [{ depth: 0, nodes: source.view.tree.root, next: 0 }];
  for (let level = stack.at(-1); level; level = stack.at(-1)) {
    const node = level.nodes[level.next];
    if (level.next === 0 && level.start) yield level.start;
    level.next += 1;
    if (!node) {
      stack.pop();
      if (level.end) yield level.end;
      if (level.lane !== undefined) source.history.leave(level.lane);
      continue;
    }
    switch (node.kind) {
      case 'call':
        yield callArticle(node, source);
        break;
      case 'note':
        yield noteBlock(node);
        break;
      case 'frame':
        stack.push(frameLevel(node, level.depth, source));
        break;
      case 'lanes':
        stack.push(...lanesLevels(node, level.depth, source.unfolded));
        break;
    }
  }
}

function frameLevel(frame: FrameNode, depth: number, { survey }: ReportSource): Level {
  const nested = depth < deepest;
  return {
    depth: depth + 1,
    start: html`${nested ? html`<section class="frame">` : undefined}${heading(
      depth,
      html`${stateMark(frame.state)} <bdi>${frame.label}</bdi>${
        frame.closedAt === undefined
          ? undefined
          : html` <span class="measure">${duration(Math.max(0, frame.closedAt - frame.openedAt))}</span>`
      }`,
      survey.frames.get(frame.address),
    )}
`,
    nodes: frame.children,
    next: 0,
    ...(nested ? { end: html`</section>\n` } : {}),
  };
}

/** The levels of a group of lanes, last lane first, as a stack wants them. */
function lanesLevels({ group, mode, winner, lanes }: LanesNode, depth: number, unfolded: boolean): Level[] {
  const nested = depth < deepest;
  const what = mode === 'race' ? 'raced' : 'ran side by side';
  const levels: Level[] = lanes.map(({ key, path, children }) => ({
    depth: depth + 1,
    start: html`<details class="lane"${unfolded ? html` open` : undefined}><summary>Lane <b><bdi>${key}</bdi></b>${
      key === winner ? html` <span class="badge">won</span>` : undefined
    } <span class="count">${counted(children.length, 'entry', 'entries')}</span></summary>
`,
    nodes: children,
    next: 0,
    end: html`</details>\n`,
    lane: path,
  }));
  const start = html`${nested ? html`<section class="lanes">` : undefined}<p class="lanes-line"><b>${counted(lanes.length, 'lane')}</b> ${what}: <bdi>${group}</bdi></p>
`;
  // An empty level on either side of the lanes carries the markup around them.
  return [
    ...(nested ? [{ depth, nodes: [], next: 0, end: html`</section>\n` }] : []),
    ...levels.reverse(),
    { depth, nodes: [], next: 0, start },
  ];
}

function heading(depth: number, content: Html, opened: number | undefined): Html {
  const id = `m${opened ?? ''}`;
  if (depth === 0) return html`<h3 id="${id}">${content}</h3>`;
  if (depth === 1) return html`<h4 id="${id}">${content}</h4>`;
  return html`<h5 id="${id}">${content}</h5>`;
}
