import type { Delta } from '../../engine/runs/tool.ts';

/** What has streamed in on one channel of one call. */
export interface LiveText {
  /** The last of it, at most `kept` characters. */
  text: string;
  /** Characters in all. */
  length: number;
}

export type LiveCall = Partial<Record<Delta['channel'], LiveText>>;

/** A streaming text is shown by its end; what has scrolled out of that is read when the reply is complete. */
const kept = 6_000;

/** The texts of replies that are still coming in: shown, never journalled. Bounded a call. */
export class LiveTexts {
  private readonly calls = new Map<string, LiveCall>();

  add(address: string, { channel, text, restart }: Delta): void {
    let call = this.calls.get(address);
    if (!call || restart) this.calls.set(address, (call = {}));
    const live = (call[channel] ??= { text: '', length: 0 });
    live.text += text;
    live.length += text.length;
    // Cut now and then, not at each of a thousand small deltas.
    if (live.text.length > 2 * kept) live.text = live.text.slice(-kept);
  }

  of(address: string): LiveCall | undefined {
    return this.calls.get(address);
  }

  /** The reply is in the journal now. */
  settle(address: string): void {
    this.calls.delete(address);
  }
}
