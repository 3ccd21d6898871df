/** What a frame from the interpreter's process carries; one letter each on the wire. */
export type FrameKind = 'ready' | 'refused' | 'snapshot' | 'stdout' | 'stderr' | 'answer';

const letters: Record<FrameKind, string> = {
  ready: 'R',
  refused: 'X',
  snapshot: 'S',
  stdout: 'O',
  stderr: 'E',
  answer: 'A',
};

/** Letter and length: what stands before a frame's contents. */
export const headerLength = 5;

export function frameHeader(kind: FrameKind, length: number): Uint8Array {
  const header = new Uint8Array(headerLength);
  header[0] = letters[kind].charCodeAt(0);
  new DataView(header.buffer).setUint32(1, length);
  return header;
}

/** Reads a header. Undefined kind: not one of ours. */
export function readHeader(bytes: Uint8Array): { kind: FrameKind | undefined; length: number } {
  const letter = String.fromCharCode(bytes[0] ?? 0);
  const found = Object.entries(letters).find(([, known]) => known === letter);
  return {
    kind: found === undefined ? undefined : (found[0] as FrameKind),
    length: new DataView(bytes.buffer, bytes.byteOffset).getUint32(1),
  };
}
