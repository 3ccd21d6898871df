import type { EmscriptenFileSystem, FileNode } from './emscripten.ts';

/** "No space left on device", as the glue's file system numbers errors. */
const ENOSPC = 51;

/**
 * Bounds the bytes that files hold: they lie in typed arrays outside the interpreter's memory, so its limit does
 * not count them. Growth is added up; when the sum passes the limit, what is really held is counted afresh.
 */
export function limitFiles(files: EmscriptenFileSystem, limit: number): void {
  const memory = files.filesystems.MEMFS;
  let held = 0;
  const admit = (growth: number): void => {
    if (growth <= 0) return;
    if (held + growth > limit) held = bytesHeld(files);
    if (held + growth > limit) throw new files.ErrnoError(ENOSPC);
    held += growth;
  };

  const expand = memory.expandFileStorage.bind(memory);
  memory.expandFileStorage = (node, capacity) => {
    // The glue doubles small files: twice the capacity is the most it may take.
    admit(2 * (capacity - node.contents.length));
    expand(node, capacity);
  };
  const resize = memory.resizeFileStorage.bind(memory);
  memory.resizeFileStorage = (node, size) => {
    admit(size - node.contents.length);
    resize(node, size);
  };
  const operations = memory.ops_table.file.stream;
  const write = operations.write;
  operations.write = (stream, buffer, offset, length, position, canOwn) => {
    // A first write is stored as it is, without passing through expandFileStorage.
    if (stream.node.usedBytes === 0 && position === 0) admit(length);
    return write(stream, buffer, offset, length, position, canOwn);
  };
}

function bytesHeld(files: EmscriptenFileSystem): number {
  const seen = new Set<FileNode>();
  const waiting: FileNode[] = [files.root];
  for (const stream of files.streams) if (stream?.node) waiting.push(stream.node);
  let bytes = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (ArrayBuffer.isView(node.contents)) bytes += node.contents.byteLength;
    else if (typeof node.contents === 'object') waiting.push(...Object.values(node.contents));
  }
  return bytes;
}
