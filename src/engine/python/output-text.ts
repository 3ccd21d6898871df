import type { Buffer } from 'node:buffer';

/** The text of one output stream, decoded as it comes and cut at a limit in UTF-16 code units. */
export class OutputText {
  text = '';
  /** Code units beyond the limit. */
  dropped = 0;
  private readonly limit: number;
  private readonly show: (text: string) => void;
  /** ignoreBOM keeps a byte order mark: it is what the program printed. */
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(limit: number, show: (text: string) => void) {
    this.limit = limit;
    this.show = show;
  }

  add(bytes: Buffer): void {
    this.append(this.decoder.decode(bytes, { stream: true }));
  }

  /** No more bytes will come: half a character at the end becomes U+FFFD. */
  end(): void {
    this.append(this.decoder.decode());
  }

  /** Appends text of ours, in what room there is. */
  append(text: string): void {
    const kept = text.slice(0, this.limit - this.text.length);
    this.dropped += text.length - kept.length;
    if (kept === '') return;
    this.text += kept;
    this.show(kept);
  }
}
