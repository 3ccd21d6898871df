import type { Delta } from '../runs/tool.ts';

const open = '<think>';
const close = '</think>';

/**
 * Takes a model's reasoning out of its reply while both stream by. The rules, in full:
 *
 * - `<think>` opens reasoning only where the reply would begin (white space aside); later it is the reply's own
 *   text, so that a model may write about the tag.
 * - `</think>` closes it, unless it is quoted (a backtick or a quote mark right before or after it).
 * - A `</think>` that nothing opened turns all before it into reasoning: the template wrote the opening tag.
 * - Reasoning that is never closed stays reasoning. Where the opening tag was only assumed (learned from earlier
 *   replies) and the model came to its end, it was the reply after all.
 * - White space around the tags belongs to neither.
 *
 * However the text is cut into pieces, the outcome is the same.
 */
export class ReasoningSplitter {
  reply = '';
  reasoning = '';
  /** Whether the template writes the opening tag, as far as this reply shows. */
  opensInTemplate = false;

  private state: 'start' | 'reasoning' | 'after' | 'reply' | 'plain';
  private held = '';
  private readonly assumed: boolean;
  private opened = false;

  /** @param opensInReasoning the template is known to have written the opening tag */
  constructor(opensInReasoning = false) {
    this.assumed = opensInReasoning;
    this.state = 'start';
  }

  /** The pieces of either channel that are certain by now. */
  push(text: string): Delta[] {
    this.held += text;
    return this.advance(false);
  }

  /** What was held back for certainty's sake. `cut` where the model did not come to its own end. */
  end(cut: boolean): Delta[] {
    const deltas = this.advance(true);
    if (this.assumed && !this.opened && !this.opensInTemplate && this.reasoning !== '' && !cut) {
      this.reply = this.reasoning;
      this.reasoning = '';
      return [{ channel: 'reply', text: this.reply, restart: true }];
    }
    // Cut off in the middle of it: nothing speaks against the assumption.
    if (this.assumed && !this.opened && cut && this.reasoning !== '') this.opensInTemplate = true;
    this.reasoning = this.reasoning.trimEnd();
    return deltas;
  }

  private advance(ended: boolean): Delta[] {
    const deltas: Delta[] = [];
    while (this.step(deltas, ended));
    return deltas;
  }

  /** One transition; false when more text is needed. */
  private step(deltas: Delta[], ended: boolean): boolean {
    switch (this.state) {
      case 'start':
      case 'after':
        return this.begin(deltas, ended);
      case 'reasoning':
        return this.scan(deltas, 'reasoning', ended);
      case 'reply':
        return this.scan(deltas, 'reply', ended);
      case 'plain':
        this.emit(deltas, 'reply', this.held);
        this.held = '';
        return false;
    }
  }

  private begin(deltas: Delta[], ended: boolean): boolean {
    const text = this.held.trimStart();
    if (text.startsWith(open)) {
      this.held = text.slice(open.length);
      // A second block of reasoning right after the first reads as a paragraph of its own.
      if (this.reasoning !== '') this.emit(deltas, 'reasoning', '\n\n');
      this.opened = true;
      this.state = 'reasoning';
      return true;
    }
    if (!ended && open.startsWith(text)) return false;
    if (this.state === 'after') {
      this.held = text;
      this.state = 'plain';
    } else {
      this.state = this.assumed ? 'reasoning' : 'reply';
    }
    return true;
  }

  /** Looks for `</think>`, letting through what certainly stands before it. */
  private scan(deltas: Delta[], channel: 'reply' | 'reasoning', ended: boolean): boolean {
    let from = 0;
    for (;;) {
      const at = this.held.indexOf(close, from);
      if (at < 0) break;
      const next = this.held[at + close.length];
      if (next === undefined && !ended) {
        this.release(deltas, channel, at);
        return false;
      }
      const previous = at > 0 ? this.held[at - 1] : this[channel].at(-1);
      if (!isQuote(previous) && !isQuote(next)) {
        this.close(deltas, channel, at);
        return true;
      }
      from = at + 1;
    }
    this.release(deltas, channel, ended ? this.held.length : this.held.length - partial(this.held));
    return false;
  }

  private close(deltas: Delta[], channel: 'reply' | 'reasoning', at: number): void {
    const before = this.held.slice(0, at);
    this.held = this.held.slice(at + close.length);
    this.state = 'after';
    if (channel === 'reasoning') {
      this.emit(deltas, 'reasoning', before);
      if (!this.opened) this.opensInTemplate = true;
    } else {
      this.reasoning = (this.reply + before).trim();
      this.reply = '';
      this.opensInTemplate = true;
      deltas.length = 0;
      deltas.push({ channel: 'reasoning', text: this.reasoning, restart: true });
    }
    this.reasoning = this.reasoning.trimEnd();
  }

  private release(deltas: Delta[], channel: 'reply' | 'reasoning', length: number): void {
    if (length <= 0) return;
    this.emit(deltas, channel, this.held.slice(0, length));
    this.held = this.held.slice(length);
  }

  private emit(deltas: Delta[], channel: 'reply' | 'reasoning', text: string): void {
    const shown = channel === 'reasoning' && this.reasoning === '' ? text.trimStart() : text;
    if (shown === '') return;
    this[channel] += shown;
    deltas.push({ channel, text: shown });
  }
}

function isQuote(character: string | undefined): boolean {
  return character === '`' || character === '"' || character === "'";
}

/** How many characters at the end of the text could begin a `</think>`. */
function partial(text: string): number {
  for (let length = Math.min(close.length - 1, text.length); length > 0; length -= 1) {
    if (close.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
