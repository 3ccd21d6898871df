import type { DeviceOperations, EmscriptenFileSystem } from './emscripten.ts';

/** A character device that anyone may read and write. */
const deviceMode = 0o20666;
/** Any number that the glue's own devices (1 to 6) do not use. */
const major = 64;

/**
 * Gives the interpreter its three streams and the device that its report goes to, in place of the glue's terminal.
 * Descriptors 0, 1 and 2 are opened in the same order whether the interpreter starts or is restored.
 */
export function connectDevices(
  files: EmscriptenFileSystem,
  take: Readonly<Record<Sink, (bytes: Int8Array) => void>>,
): void {
  const device = (minor: number, path: string, write: DeviceOperations['write']): void => {
    const number = files.makedev(major, minor);
    files.registerDevice(number, { read: () => 0, write });
    files.mkdev(path, deviceMode, number);
  };
  const sink =
    (name: Sink): DeviceOperations['write'] =>
    (_stream, buffer, offset, length) => {
      take[name](buffer.subarray(offset, offset + length));
      return length;
    };
  for (const stream of files.streams.slice(0, 3)) if (stream) files.close(stream);
  for (const path of ['/dev/stdin', '/dev/stdout', '/dev/stderr']) files.unlink(path);
  // There is nobody to ask: reading gives the end of the file at once.
  device(0, '/dev/stdin', (_stream, _buffer, _offset, length) => length);
  device(1, '/dev/stdout', sink('stdout'));
  device(2, '/dev/stderr', sink('stderr'));
  device(3, '/dev/answer', sink('answer'));
  files.open('/dev/stdin', 0);
  files.open('/dev/stdout', 1);
  files.open('/dev/stderr', 1);
}

export type Sink = 'stdout' | 'stderr' | 'answer';
