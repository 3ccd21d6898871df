import { send } from './pipe.ts';

/** Bytes gathered before they are sent: a pipe's usual capacity on Linux. */
const chunkSize = 65_536;
/** How long printed text may wait, in milliseconds: it is shown while the program runs. */
const patienceMs = 50;

/**
 * One stream of the program's output. Sends what fits in the limit, counts what does not, both in UTF-16 code units,
 * which are read off the UTF-8 lead bytes.
 */
export class Output {
  private readonly stream: 'stdout' | 'stderr';
  private readonly limit: number;
  private readonly chunk = new Uint8Array(chunkSize);
  private filled = 0;
  private units = 0;
  /** Continuation bytes that the last lead byte asks for. */
  private due = 0;
  private sentAt = 0;
  dropped = 0;

  constructor(stream: 'stdout' | 'stderr', limit: number) {
    this.stream = stream;
    this.limit = limit;
  }

  add(bytes: Int8Array, now: number): void {
    for (const signed of bytes) {
      const byte = signed & 0xff;
      const units = this.unitsOf(byte);
      if (this.units + units > this.limit) {
        this.units = this.limit + 1;
        this.dropped += units;
        continue;
      }
      this.units += units;
      this.chunk[this.filled] = byte;
      this.filled += 1;
      if (this.filled === chunkSize) this.flush(now);
    }
    if (now - this.sentAt > patienceMs) this.flush(now);
  }

  /** A lead byte counts for its character, two for a pair of surrogates; continuation bytes only where one is due. */
  private unitsOf(byte: number): number {
    if (byte >= 0x80 && byte < 0xc0 && this.due > 0) {
      this.due -= 1;
      return 0;
    }
    this.due = byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : 0;
    return byte >= 0xf0 ? 2 : 1;
  }

  flush(now: number): void {
    if (this.filled > 0) send(this.stream, this.chunk.subarray(0, this.filled));
    this.filled = 0;
    this.sentAt = now;
  }
}
