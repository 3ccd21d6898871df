import { Buffer } from 'node:buffer';
import { type FrameKind, headerLength, readHeader } from './child/frames.ts';

/** A frame as it arrived. */
export interface Frame {
  readonly kind: FrameKind;
  readonly contents: Buffer;
}

/** The most a frame may hold, in bytes. A child sends 64 KB of output at a time, or a report of at most that, escaped. */
const frameLimit = 1024 * 1024;

/** Cuts a child's byte stream into frames. What cannot be one throws: the child is then not ours any more. */
export class FrameReader {
  private pending: Buffer = Buffer.alloc(0);

  /** @throws Error at an unknown kind or an impossible length */
  add(chunk: Buffer): Frame[] {
    this.pending = this.pending.length === 0 ? chunk : Buffer.concat([this.pending, chunk]);
    const frames: Frame[] = [];
    while (this.pending.length >= headerLength) {
      const { kind, length } = readHeader(this.pending);
      if (kind === undefined || length > frameLimit) throw new Error('not a frame');
      if (this.pending.length < headerLength + length) break;
      frames.push({ kind, contents: this.pending.subarray(headerLength, headerLength + length) });
      this.pending = this.pending.subarray(headerLength + length);
    }
    return frames;
  }
}
