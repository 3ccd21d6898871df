/** The parts of Pyodide's compiled interpreter (Emscripten's glue) that are used here. */
export interface EmscriptenModule {
  HEAP8: Int8Array;
  FS: EmscriptenFileSystem;
  ENV: Record<string, string>;
  _PyRun_SimpleString(text: number): number;
  /** Where the flag lies that makes the interpreter look for signals now and then. */
  _Py_EMSCRIPTEN_SIGNAL_HANDLING: number;
  stringToNewUTF8(text: string): number;
}

export interface EmscriptenFileSystem {
  mkdirTree(path: string): void;
  chdir(path: string): void;
  writeFile(path: string, contents: Uint8Array | string, options?: { canOwn?: boolean }): void;
  makedev(major: number, minor: number): number;
  registerDevice(device: number, operations: DeviceOperations): void;
  mkdev(path: string, mode: number, device: number): void;
  unlink(path: string): void;
  close(stream: FileStream): void;
  open(path: string, flags: number): FileStream;
  root: FileNode;
  streams: (FileStream | null | undefined)[];
  ErrnoError: new (errno: number) => Error;
  filesystems: { MEMFS: MemoryFileSystem };
}

export interface FileStream {
  fd: number;
  node: FileNode;
}

/** A file's bytes, a folder's entries, or a link's or device's nothing. */
export interface FileNode {
  contents: Uint8Array | Record<string, FileNode> | undefined;
  usedBytes: number;
}

export interface StoredFile extends FileNode {
  contents: Uint8Array;
}

export interface DeviceOperations {
  read(stream: FileStream, buffer: Int8Array, offset: number, length: number): number;
  write(stream: FileStream, buffer: Int8Array, offset: number, length: number): number;
}

type WriteFile = (
  stream: FileStream,
  buffer: Int8Array,
  offset: number,
  length: number,
  position: number,
  canOwn: boolean,
) => number;

export interface MemoryFileSystem {
  expandFileStorage(node: StoredFile, capacity: number): void;
  resizeFileStorage(node: StoredFile, size: number): void;
  ops_table: { file: { stream: { write: WriteFile } } };
}

/** A function that WebAssembly imports; `sig` is its signature, which the glue needs to put it into a table. */
export interface ImportedFunction {
  (...parameters: never[]): unknown;
  sig?: string;
}

export interface WasmInstance {
  readonly exports: { readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number } };
}

/** The settings the glue takes. */
export interface EmscriptenSettings {
  noInitialRun: boolean;
  arguments: string[];
  thisProgram: string;
  API: unknown;
  preRun: ((module: EmscriptenModule) => void)[];
  print(text: string): void;
  printErr(text: string): void;
  locateFile(name: string): string;
  onRuntimeInitialized(): void;
  instantiateWasm(
    imports: { env: Record<string, ImportedFunction> },
    done: (instance: WasmInstance, module: object) => void,
  ): object;
}

/** The glue: makes an interpreter in the realm it was loaded into. */
export type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;
