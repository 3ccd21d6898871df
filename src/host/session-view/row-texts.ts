import type { OpenRun } from '../runs/run-library.ts';
import type { CallNode } from '../../engine/runs/run-tree.ts';
import type { Attempt } from '../../engine/runs/tool.ts';
import { type CallFacts, callFacts, noFacts } from './call-facts.ts';
import { type CallContent, type CallText, callTexts } from './call-texts.ts';
import type { LiveTexts } from './live-texts.ts';
import { noteTexts } from './note-texts.ts';
import type { EntryNode } from './outline.ts';
import { endTexts, startTexts } from './start-texts.ts';

/** Everything about a row that must be read from the journal. */
export interface RowContent {
  readonly texts: readonly CallText[];
  readonly facts: CallFacts;
}

/** Reasons of attempts are looked for so far behind the question, in moments. */
const attemptsWithin = 500;

/**
 * The whole texts of any row, read from the journal when they are wanted. The texts of the rows read last are
 * kept, since a view asks for the same ones again as it scrolls.
 */
export class RowTexts {
  private readonly recent = new Map<string, { readonly settled: number; readonly content: RowContent }>();

  constructor(
    private readonly run: OpenRun,
    private readonly live: LiveTexts,
  ) {}

  of(node: EntryNode): RowContent {
    switch (node.kind) {
      case 'call':
        return this.ofCall(node);
      case 'note':
        return plain(noteTexts(node));
      case 'aside':
        return this.ofAside(node.aside.asked, node.aside.settled);
      case 'start':
        return plain(startTexts(this.run.tree.header));
      case 'end':
        return plain(this.run.tree.finished ? endTexts(this.run.tree.finished) : []);
      case 'frame':
      case 'lanes':
      case 'lane':
      case 'interruption':
        return plain([]);
    }
  }

  private ofCall(call: CallNode): RowContent {
    if (call.settled === undefined) return this.readCall(call);
    const known = this.recent.get(call.address);
    if (known?.settled === call.settled) return known.content;
    const content = this.readCall(call);
    this.recent.delete(call.address);
    this.recent.set(call.address, { settled: call.settled, content });
    const [oldest] = this.recent.keys();
    if (this.recent.size > 100 && oldest !== undefined) this.recent.delete(oldest);
    return content;
  }

  private readCall(call: CallNode): RowContent {
    const asked = this.run.moment(call.asked);
    if (asked.kind !== 'asked') return plain([]);
    const settled = call.settled === undefined ? undefined : this.run.moment(call.settled);
    return contentOf({
      tool: call.tool,
      request: asked.request,
      answer: settled?.kind === 'answered' ? settled.answer : undefined,
      error: settled?.kind === 'failed' ? settled.error : undefined,
      cancelled: settled?.kind === 'cancelled' ? settled.reason : undefined,
      attempts: call.attempts === 0 ? [] : this.attemptsOf(call),
      live: settled ? undefined : this.live.of(call.address),
    });
  }

  private ofAside(askedAt: number, settledAt: number | undefined): RowContent {
    const asked = this.run.moment(askedAt);
    if (asked.kind !== 'aside') return plain([]);
    const settled = settledAt === undefined ? undefined : this.run.moment(settledAt);
    const answered = settled?.kind === 'aside-answered' ? settled : undefined;
    return contentOf({
      tool: asked.tool,
      request: asked.request,
      answer: answered?.answer,
      error: answered?.error,
      cancelled: undefined,
      attempts: [],
      live: answered ? undefined : this.live.of(asked.id),
    });
  }

  private attemptsOf(call: CallNode): Attempt[] {
    const attempts: Attempt[] = [];
    const end = Math.min(call.settled ?? this.run.size, this.run.size, call.asked + attemptsWithin);
    for (let n = call.asked + 1; n < end && attempts.length < call.attempts; n++) {
      const moment = this.run.moment(n);
      if (moment.kind === 'attempt' && moment.address === call.address) attempts.push(moment);
    }
    return attempts;
  }
}

function contentOf(content: CallContent): RowContent {
  return { texts: callTexts(content), facts: callFacts(content) };
}

function plain(texts: readonly CallText[]): RowContent {
  return { texts, facts: noFacts };
}
