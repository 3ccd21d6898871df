/** What the process outside gives the realm. Only numbers and bytes pass, and none of these may throw. */
export interface Door {
  /** Takes what the program printed. */
  print(stream: 'stdout' | 'stderr', bytes: Int8Array): void;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Called now and then while Python code runs: ends the process when its parent is gone. */
  pulse(): void;
  /** Something that is not there was used: ends the process. */
  stop(reason: string): void;
}

/** What the realm makes an interpreter of: bytes that it owns, made with `allocate`. */
export interface RealmAssets {
  readonly wasm: Uint8Array;
  readonly standardLibrary: Uint8Array;
  /** Limit on the interpreter's files, in bytes. Its memory is limited in the glue (child/load-glue.ts). */
  readonly fileLimit: number;
}

/** What a program's run, or a probe, left. */
export interface RealmRun {
  /** JSON text that the interpreter wrote about its run. Python code may have written it: not to be trusted. */
  readonly report: string;
  /** Set when the interpreter itself gave way: why. */
  readonly fatal?: string | undefined;
  /** Set when the program left by os._exit. */
  readonly exitCode?: number | undefined;
}

/** The realm, as the process that made it sees it. */
export interface Realm {
  allocate(length: number): Uint8Array;
  /** Starts the interpreter in full. Such a realm is open: its memory is taken, and no program ever runs in it. */
  prepare(door: Door, assets: RealmAssets): Promise<void>;
  /** Makes a sealed interpreter, whose memory is then to be filled with a prepared one. */
  seal(door: Door, assets: RealmAssets): Promise<void>;
  /** The interpreter's memory as it is now: it moves when it grows. */
  memory(): Int8Array;
  /** Tries to get out, from Python and from JavaScript: RealmRun as JSON text, its report `{open: string[]}`. */
  probe(canary: string, port: number): string;
  /** Runs code of ours, so that V8 has compiled what most programs need; leaves traces in the memory only. */
  rehearse(): void;
  /** Runs a program; `request` is JSON text `{code, files, seed}`, the result RealmRun as JSON text. */
  run(request: string): string;
}
