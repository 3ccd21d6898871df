import { expertKey, expertName } from './expert-name.ts';
import type { TextRange } from './text-range.ts';

/** A line, or the rest of one, that heads a block. */
export type Heading = ExpertHeading | AnswerHeading;

export interface ExpertHeading {
  readonly kind: 'call' | 'hallucinated-reply';
  readonly name: string;
  readonly key: string;
  readonly range: TextRange;
  readonly colon: boolean;
  /** Whether it looks like a heading with nothing after it: a whole line, a proper name, a colon. */
  readonly alone: boolean;
}

export interface AnswerHeading {
  readonly kind: 'final-answer';
  /** Up to the colon and its markup: an answer on the same line begins behind it. */
  readonly range: TextRange;
  /** `>>` stands before it, as the protocol has it. */
  readonly marked: boolean;
  readonly colon: boolean;
}

/** List marks, `#`, `>` and emphasis that models put before a heading. */
const lead = /^[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?(?:#{1,6}[ \t]*)?(?:>[ \t]?)?[*_`]{0,3}[ \t]*/;
const answerLead = /^[ \t]*(?:(?:[-*+•]|\d{1,3}[.)])[ \t]+)?(?:#{1,6}[ \t]*)?[*_]{0,3}[ \t]*/;
const answer = /^(>[ \t]?>?[ \t]*)?[*_]{0,3}final[ \t]+answer[*_]{0,3}[ \t]{0,3}([:：])?[ \t]{0,3}[*_]{0,3}/i;
const answerInProse = /(?<=\s)>>[ \t]{0,4}[*_]{0,3}FINAL[ \t]{1,4}ANSWER[*_]{0,3}[ \t]{0,4}[:：][*_]{0,3}/;
/** Before a name in mid-sentence these make it a quotation: "the output of Expert Python:". */
const quoting =
  /\b(?:outputs?|repl(?:y|ies)|responses?|answers?|results?|solutions?|according|said|says|from|by)\b/i;

/** Names are read from this much of a line's ends, so that a line of any length takes the same time. */
const window = 200;

/**
 * Reads the part of a line from `start` to `end` as a heading. A heading of an expert ends the part; what comes
 * next, on the line or below, is triple quotes or nothing. Takes time linear in the part, most often constant.
 */
export function readHeading(text: string, start: number, end: number): Heading | undefined {
  let last = end;
  while (last > start && (text[last - 1] === ' ' || text[last - 1] === '\t')) last -= 1;
  if (last - start < 'expert x'.length) return undefined;
  const head = text.slice(start, Math.min(last, start + window));
  return (
    answerAt(head, start) ??
    expertAtStart(text, head, start, last) ??
    expertInProse(text, start, last) ??
    answerWithinLine(text, start, last)
  );
}

/** `>> FINAL ANSWER:` after other words of the line. */
function answerWithinLine(text: string, start: number, end: number): AnswerHeading | undefined {
  const found = answerInProse.exec(text.slice(start, end));
  if (!found) return undefined;
  const at = start + found.index;
  return { kind: 'final-answer', range: { start: at, end: at + found[0].length }, marked: true, colon: true };
}

function answerAt(head: string, start: number): AnswerHeading | undefined {
  const before = answerLead.exec(head)?.[0] ?? '';
  const found = answer.exec(head.slice(before.length));
  if (!found) return undefined;
  const range = { start: start + contentOffset(head), end: start + before.length + found[0].length };
  const rest = head.slice(before.length + found[0].length);
  const colon = found[2] !== undefined;
  const marked = found[1] !== undefined;
  // "Final answers vary" and "the final answer is" are sentences; ">> FINAL ANSWER 42" is meant.
  if (!colon && (/^\w/.test(rest) || (!marked && rest.trim() !== ''))) return undefined;
  return { kind: 'final-answer', range, marked, colon };
}

function expertAtStart(text: string, head: string, start: number, end: number): ExpertHeading | undefined {
  const before = lead.exec(head)?.[0].length ?? 0;
  const rest = head.slice(before);
  if (!/^expert[ \t]/i.test(rest)) return undefined;
  const colonAt = rest.search(/[:：]/);
  if (colonAt < 0) {
    if (start + window < end) return undefined;
    const name = expertName(rest.replace(/[*_`\s]+$/, ''));
    if (!name?.capitalised || name.reply) return undefined;
    return expertHeading(
      name,
      { start: start + contentOffset(head), end: start + head.trimEnd().length },
      false,
    );
  }
  const after = start + before + colonAt + 1;
  if (!isMarkup(text, after, end)) return undefined;
  const name = expertName(rest.slice(0, colonAt).replace(/[*_`\s]+$/, ''));
  return (
    name &&
    expertHeading(name, { start: start + contentOffset(head), end: markupEnd(text, after, end) }, true)
  );
}

function expertInProse(text: string, start: number, end: number): ExpertHeading | undefined {
  const from = Math.max(start, end - window);
  const tail = text.slice(from, end);
  const colon = /[:：][*_` \t]{0,8}$/.exec(tail);
  if (!colon) return undefined;
  const at = tail.lastIndexOf('Expert ', colon.index);
  if (at <= 0 || !/[\s*_("'“]/.test(tail.charAt(at - 1))) return undefined;
  if (quoting.test(tail.slice(0, at))) return undefined;
  const name = expertName(tail.slice(at, colon.index).replace(/[*_`\s]+$/, ''));
  if (!name?.capitalised) return undefined;
  const emphasis = /[*_`("'“]*$/.exec(tail.slice(0, at))?.[0].length ?? 0;
  const range = { start: from + at - emphasis, end: markupEnd(text, from + colon.index + 1, end) };
  return { ...expertHeading(name, range, true), alone: false };
}

function expertHeading(
  name: { name: string; reply: boolean; capitalised: boolean },
  range: TextRange,
  colon: boolean,
): ExpertHeading {
  return {
    kind: name.reply ? 'hallucinated-reply' : 'call',
    name: name.name,
    key: expertKey(name.name),
    range,
    colon,
    alone: colon && name.capitalised && !name.reply,
  };
}

function contentOffset(head: string): number {
  return head.length - head.trimStart().length;
}

/** Whether nothing but emphasis and white space stands between two offsets of a line. */
function isMarkup(text: string, start: number, end: number): boolean {
  return /^[*_`]{0,3}\s*$/.test(text.slice(start, Math.min(end, start + window))) && end - start <= window;
}

function markupEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
