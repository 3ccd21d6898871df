import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import { type FrameKind, frameHeader } from './frames.ts';

/** Descriptors of the two pipes to the parent. */
const fromParent = 0;
const toParent = 1;

/** Writes a whole frame before it returns, so that nothing is lost when the process is killed after it. */
export function send(kind: FrameKind, contents: Uint8Array | string): void {
  const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
  writeAll(frameHeader(kind, bytes.length));
  writeAll(bytes);
}

function writeAll(bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += fs.writeSync(toParent, bytes, at);
    } catch (error) {
      if (!isAgain(error)) throw error;
    }
  }
}

/** Waits for one line from the parent. Undefined when the parent is gone. */
export function receiveLine(): string | undefined {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.alloc(65_536);
    let read: number;
    try {
      read = fs.readSync(fromParent, chunk);
    } catch (error) {
      if (isAgain(error)) continue;
      return undefined;
    }
    if (read === 0) return undefined;
    const end = chunk.subarray(0, read).indexOf(10);
    chunks.push(chunk.subarray(0, end < 0 ? read : end));
    if (end >= 0) return Buffer.concat(chunks).toString('utf8');
  }
}

function isAgain(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
