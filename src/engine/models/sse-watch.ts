/**
 * Watches the bytes of an event stream as they pass: where its `[DONE]` stands, and how long its current event
 * is. Text inside events is JSON, so a line break followed by `data: [DONE]` can be nothing else.
 */
export class SseWatch {
  private tail = '\n';
  private length = 0;
  /** True once the stream said that it is complete. */
  done = false;

  /** Takes the next bytes; returns the length in bytes of the event that is still open. */
  push(bytes: Uint8Array): number {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const seen = this.tail + text;
    if (/[\r\n]data: ?\[DONE\]/.test(seen)) this.done = true;
    const end = Math.max(
      seen.lastIndexOf('\n\n'),
      seen.lastIndexOf('\r\r'),
      seen.lastIndexOf('\r\n\r\n') + 2,
    );
    this.length = end > 1 ? seen.length - end - 2 : this.length + text.length;
    this.tail = seen.slice(-16);
    return this.length;
  }
}
