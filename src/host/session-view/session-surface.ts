import * as l10n from '@vscode/l10n';
import type { CallNode } from '../../engine/runs/run-tree.ts';
import type { Moment } from '../../engine/runs/moment.ts';
import {
  type FromView,
  fromViewSchema,
  type Row,
  type ToView,
  type ViewState,
} from '../../../webview/session/protocol.ts';
import { describeError } from '../../engine/user-error.ts';
import type { OpenRun } from '../runs/run-library.ts';
import { type Extent, firstExtent, fullExtent } from './cut-text.ts';
import { textOf } from './document-text.ts';
import { Finder } from './finder.ts';
import type { Match } from './find-in-run.ts';
import { Folds, partKey } from './folds.ts';
import { frameKeys } from './frame-keys.ts';
import { LiveTexts } from './live-texts.ts';
import { type Entry, foldedBefore, kindLetter, Outline, pathTo } from './outline.ts';
import { spliceBetween } from './outline-splice.ts';
import { partsOf } from './part-of.ts';
import { previewOf } from './preview-of.ts';
import { rowOf } from './row-of.ts';
import { RowTexts } from './row-texts.ts';
import type { SessionActions } from './session-actions.ts';
import { summaryOf } from './summary-of.ts';

/** Milliseconds in which what changes is gathered before the view hears of it: about what an eye can follow. */
const gatherMs = 60;
/** Rows that a snapshot carries: more than a tall window shows. */
const firstRows = 48;
/** Rows that one message may carry. */
const mostRows = 400;
/** Characters around a match that lies beyond what a part shows. */
const aroundMatch = 1_500;

/**
 * The host's side of one session view: it holds the outline and what is folded, and answers the view's questions.
 * It knows no editor, so that tests and benchmarks run the real thing.
 *
 * A view that is hidden hears nothing. When it is shown again it says `ready` and gets a snapshot.
 */
export class SessionSurface {
  private folds = new Folds();
  private outline: Outline;
  private readonly foldedBefore: number;
  private readonly extents = new Map<string, Extent>();
  private readonly live = new LiveTexts();
  private readonly texts: RowTexts;
  private readonly finder: Finder;
  private readonly listeners: { dispose(): unknown }[];
  /** What a person said, until a round has heard it. */
  private unheard: string[] = [];
  /** The rows that the view holds. */
  private shown = { start: 0, end: 0 };
  /** True between a view's `ready` and its being hidden. */
  private attached = false;
  private grown = false;
  private readonly changed = new Set<string>();
  /** Calls that more has streamed into, and nothing else. */
  private readonly streaming = new Set<string>();
  /** How much of each streaming text the view has, by its part's key. */
  private readonly streamed = new Map<string, number>();
  private gathering: NodeJS.Timeout | undefined;
  private wanted: { key: string; part: string | undefined } | undefined;

  constructor(
    readonly run: OpenRun,
    private readonly actions: SessionActions,
    private readonly post: (message: ToView) => void,
  ) {
    this.foldedBefore = foldedBefore(run.tree);
    this.outline = new Outline(run.tree, this.folds, this.foldedBefore);
    this.texts = new RowTexts(run, this.live);
    this.finder = new Finder(run, this.texts, () => {
      this.showMatches();
    });
    this.listeners = [
      run.onDidGrow((moments) => {
        this.takeIn(moments);
      }),
      run.onDidStream(({ address, delta }) => {
        this.live.add(address, delta);
        this.streaming.add(address);
        this.gather();
      }),
      run.onDidEnd(() => {
        this.grown = true;
        this.gather();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.gathering);
    this.finder.end();
    for (const listener of this.listeners) listener.dispose();
  }

  /** The view is gone from sight, and with it everything it knew. */
  hidden(): void {
    this.attached = false;
  }

  /** Takes a message of the view. Whatever is not one is refused, and said in the log. */
  receive(message: unknown): void {
    const parsed = fromViewSchema.safeParse(message);
    if (!parsed.success) throw new TypeError(`not a message of the session view: ${parsed.error.message}`);
    try {
      this.answer(parsed.data);
    } catch (error) {
      this.post({ kind: 'trouble', message: describeError(error) });
    }
  }

  /** Brings a call (a frame, a note) into view, unfolding what hides it. */
  reveal(key: string, part?: string, focus = true): void {
    if (!this.attached) {
      this.wanted = { key, part };
      return;
    }
    const path = pathTo(this.run.tree, key);
    if (!path) return;
    const unfolded = [...path, ...(part === undefined ? [] : [key])];
    for (const folded of unfolded) this.folds.set(folded, false);
    if (part !== undefined) {
      this.folds.set(partKey(key, part), false);
      const holder = /^(earlier)-/.exec(part)?.[1];
      if (holder !== undefined) this.folds.set(partKey(key, holder), false);
    }
    this.refold([key]);
    const row = this.outline.entries.findIndex((entry) => entry.key === key);
    if (row >= 0) this.post({ kind: 'reveal', row, key, focus, ...(part === undefined ? {} : { part }) });
  }

  private answer(message: FromView): void {
    switch (message.kind) {
      case 'ready':
        this.begin(message.state);
        return;
      case 'want':
        this.shown = { start: message.start, end: Math.min(message.end, message.start + mostRows) };
        this.sendRows(this.shown.start, this.shown.end);
        return;
      case 'fold':
        this.folds.set(
          message.part === undefined ? message.key : partKey(message.key, message.part),
          message.folded,
        );
        this.refold([message.key]);
        return;
      case 'fold-all':
        this.foldAll(message.folded);
        return;
      case 'more':
        this.extents.set(partKey(message.key, message.part), fullExtent);
        this.sendRow(message.key);
        return;
      case 'find':
        this.find(message.query, message.matchCase, message.wholeWord);
        return;
      case 'find-step':
        this.goToMatch(this.finder.step(message.by));
        return;
      case 'copy':
        this.actions.copy(this.textOf(message.key, message.part));
        return;
      case 'open-document':
        this.actions.openDocument(message.key, message.part);
        return;
      case 'reveal-in-tree':
        this.actions.revealInTree(message.key);
        return;
      case 'select-for-compare':
        this.actions.selectForCompare(message.key);
        return;
      case 'compare-with-selected':
        this.actions.compareWithSelected(message.key);
        return;
      case 'go-to':
        this.reveal(message.address);
        return;
      case 'open-parent':
        this.actions.openParent();
        return;
      case 'compare-with-parent':
        this.actions.compareWithParent();
        return;
      case 'interject':
        this.actions.interject(message.text);
        this.unheard.push(message.text);
        this.sendSummary();
        return;
      case 'stop':
        this.actions.stop();
        return;
      case 'pause':
        this.actions.pause();
        return;
      case 'continue':
        this.actions.continue();
    }
  }

  private begin(state: ViewState | undefined): void {
    const mine = state?.run === this.run.id ? state : undefined;
    if (mine) this.folds = new Folds(mine.folds);
    this.outline = this.newOutline();
    this.attached = true;
    this.grown = false;
    this.changed.clear();
    this.streaming.clear();
    const { entries } = this.outline;
    const at = mine?.anchor ? entries.findIndex(({ key }) => key === mine.anchor?.key) : -1;
    const follows = mine ? mine.following : this.run.live;
    const anchor = at >= 0 ? at : follows ? Math.max(0, entries.length - 1) : 0;
    const start = Math.max(0, Math.min(anchor - firstRows / 3, entries.length - firstRows) | 0);
    this.shown = { start, end: Math.min(entries.length, start + firstRows) };
    const rows = this.rows(this.shown.start, this.shown.end);
    this.post({
      kind: 'snapshot',
      summary: summaryOf(this.run, this.unheard),
      kinds: entries.map(kindLetter).join(''),
      anchor,
      start,
      rows,
      folds: this.folds.toJson(),
    });
    if (mine && mine.query !== '') this.find(mine.query, false, false);
    if (this.wanted) this.reveal(this.wanted.key, this.wanted.part);
    this.wanted = undefined;
  }

  private newOutline(): Outline {
    return new Outline(this.run.tree, this.folds, this.foldedBefore);
  }

  private takeIn(moments: readonly Moment[]): void {
    for (const moment of moments) {
      switch (moment.kind) {
        case 'asked':
        case 'attempt':
          this.changed.add(moment.address);
          break;
        case 'answered':
          this.hear(moment.address, moment.answer);
          this.live.settle(moment.address);
          this.changed.add(moment.address);
          this.announce(this.run.tree.call(moment.address));
          break;
        case 'failed':
        case 'cancelled':
          this.live.settle(moment.address);
          this.changed.add(moment.address);
          this.announce(this.run.tree.call(moment.address));
          break;
        case 'aside-answered':
          this.live.settle(moment.id);
          this.changed.add(`aside:${moment.id}`);
          break;
        default:
      }
    }
    this.grown = true;
    this.gather();
  }

  /** A round has taken what a person said. */
  private hear(address: string, answer: unknown): void {
    if (this.unheard.length === 0 || this.run.tree.call(address)?.tool !== 'person') return;
    const text = JSON.stringify(answer);
    this.unheard = this.unheard.filter((said) => !text.includes(JSON.stringify(said)));
  }

  private announce(call: CallNode | undefined): void {
    if (!this.attached || !call || (call.tool !== 'model' && call.tool !== 'python')) return;
    const preview = previewOf(this.texts.of(call).texts);
    const text =
      call.state === 'answered'
        ? l10n.t('{0} replied: {1}', call.label, preview)
        : l10n.t('{0} failed: {1}', call.label, preview);
    this.post({ kind: 'said', text });
  }

  private gather(): void {
    if (!this.attached || this.gathering) return;
    this.gathering = setTimeout(() => {
      this.gathering = undefined;
      this.flush();
    }, gatherMs);
  }

  private flush(): void {
    if (!this.attached) return;
    const changed = [...this.changed];
    const streaming = [...this.streaming].filter((key) => !this.changed.has(key));
    this.changed.clear();
    this.streaming.clear();
    for (const entry of this.entriesShown()) {
      if (streaming.includes(entry.key) && !this.sendStreamed(entry)) changed.push(entry.key);
    }
    if (this.grown) {
      this.grown = false;
      // Frames above what changed count their calls anew.
      for (const { key, node } of this.entriesShown()) {
        if (node.kind === 'frame' || node.kind === 'lanes' || node.kind === 'lane') changed.push(key);
      }
      this.sendSummary();
      this.refold(changed);
      return;
    }
    this.sendChanged(changed);
  }

  /** Makes the outline anew and tells the view what came and went, and the rows that look otherwise. */
  private refold(changed: readonly string[]): void {
    const before = this.outline.entries;
    this.outline = this.newOutline();
    const splice = spliceBetween(before, this.outline.entries);
    const start = splice?.at ?? 0;
    this.post({
      kind: 'outline',
      splices: splice ? [splice] : [],
      folds: this.folds.toJson(),
      start,
      rows: splice ? this.rows(start, start + Math.min(splice.kinds.length, firstRows)) : [],
    });
    if (splice) {
      const shift = splice.kinds.length - splice.removed;
      const move = (at: number): number => (at <= splice.at ? at : Math.max(splice.at, at + shift));
      this.shown = { start: move(this.shown.start), end: move(this.shown.end) };
    }
    this.sendChanged(changed);
  }

  private foldAll(folded: boolean): void {
    this.folds.clear();
    for (const key of frameKeys(this.run.tree)) this.folds.set(key, folded);
    const { length } = this.outline.entries;
    this.outline = this.newOutline();
    const kinds = this.outline.entries.map(kindLetter).join('');
    this.post({
      kind: 'outline',
      splices: [{ at: 0, removed: length, kinds }],
      folds: this.folds.toJson(),
      start: 0,
      rows: this.rows(0, firstRows),
    });
  }

  private find(text: string, matchCase: boolean, wholeWord: boolean): void {
    void this.finder.find({ text, matchCase, wholeWord });
  }

  private showMatches(): void {
    if (!this.attached) return;
    if (this.finder.current === undefined && this.finder.state.matches > 0) {
      this.goToMatch(this.finder.step(1));
      return;
    }
    this.post({ kind: 'found', ...this.finder.state });
    this.sendRows(this.shown.start, this.shown.end);
  }

  private goToMatch(match: Match | undefined): void {
    if (match) {
      const key = partKey(match.row, match.part);
      const extent = this.extents.get(key) ?? firstExtent;
      // Far beyond what is shown, the text is shown from a little before the match.
      if (match.start < extent.from || match.end > extent.from + extent.characters - aroundMatch) {
        const from = Math.max(0, match.start - aroundMatch);
        this.extents.set(key, from < fullExtent.characters / 2 ? fullExtent : { ...firstExtent, from });
      }
      this.reveal(match.row, match.part, false);
    }
    this.post({ kind: 'found', ...this.finder.state });
    this.sendRows(this.shown.start, this.shown.end);
  }

  private textOf(key: string, part: string | undefined): string {
    const entry = this.outline.entries.find((candidate) => candidate.key === key);
    return entry ? textOf(this.texts.of(entry.node).texts, part) : '';
  }

  private sendSummary(): void {
    if (this.attached) this.post({ kind: 'summary', summary: summaryOf(this.run, this.unheard) });
  }

  private sendChanged(keys: readonly string[]): void {
    const wanted = new Set(keys);
    this.outline.entries.slice(this.shown.start, this.shown.end).forEach((entry, index) => {
      if (!wanted.has(entry.key)) return;
      const start = this.shown.start + index;
      this.post({ kind: 'rows', start, rows: this.rows(start, start + 1) });
    });
  }

  /** Sends what has streamed into a row since it was sent. False where the row must be sent whole. */
  private sendStreamed({ key, folded, node }: Entry): boolean {
    if (folded || node.kind !== 'call' || node.settled !== undefined) return false;
    const channels = Object.entries(this.live.of(key) ?? {});
    const pieces = channels.map(([channel, { text, length }]) => {
      const sent = this.streamed.get(partKey(key, channel)) ?? Infinity;
      return { part: channel, sent, length, text: sent < length ? text.slice(sent - length) : '' };
    });
    // A text that has begun, begun anew, or run ahead of what is kept.
    if (pieces.some(({ sent, length, text }) => sent > length || text.length < length - sent)) return false;
    if (pieces.length === 0) return false;
    for (const { part, length, text } of pieces) {
      this.streamed.set(partKey(key, part), length);
      this.post({ kind: 'streamed', key, part, length, text });
    }
    return true;
  }

  private sendRow(key: string): void {
    this.sendChanged([key]);
  }

  private sendRows(start: number, end: number): void {
    if (this.attached) this.post({ kind: 'rows', start, rows: this.rows(start, end) });
  }

  private entriesShown(): readonly Entry[] {
    return this.outline.entries.slice(this.shown.start, this.shown.end);
  }

  private rows(start: number, end: number): Row[] {
    return this.outline.entries.slice(start, end).map((entry) => this.row(entry));
  }

  private row(entry: Entry): Row {
    const { texts, facts } = this.texts.of(entry.node);
    const { folds, extents } = this;
    const marksOf = this.finder.marksOf.bind(this.finder);
    const parts = entry.folded ? [] : partsOf(entry.key, texts, { folds, extents, marksOf });
    for (const { id, streaming, length } of parts) {
      if (streaming) this.streamed.set(partKey(entry.key, id), length);
    }
    const { kind } = entry.node;
    const unfolds = kind === 'frame' || kind === 'lanes' || kind === 'lane' || texts.length > 0;
    return rowOf(this.run.tree, entry, { parts, preview: previewOf(texts), facts, unfolds });
  }
}
