import { connectDevices } from './connect-devices.ts';
import type { CreateModule, EmscriptenModule, ImportedFunction, WasmInstance } from './emscripten.ts';
import expertSource from './expert.py';
import rehearsal from './rehearsal.py';
import { fixedEntropy } from './fixed-entropy.ts';
import { limitFiles } from './limit-files.ts';
import type { Door, Realm, RealmAssets, RealmRun } from './realm-interface.ts';
import { type Seal, sealDoors } from './seal-doors.ts';

/*
 * This file runs inside a JavaScript realm of its own, beside Pyodide's glue and nothing else: the realm's global
 * object holds the language and no host. It is bundled as one script (dist/python-realm.js), whose value is `realm`.
 */

declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: unknown): Promise<WasmInstance>;
};
/** Defined by the glue's script (child/load-glue.ts). */
declare const createPyodideModule: CreateModule;

const folder = '/home/expert';
const program = `${folder}/program.py`;
/** The most that a report about a run may take, in bytes. */
const reportLimit = 64 * 1024;
/** Looks at signals between two pulses: at one look every 50 jumps back of Python code, some milliseconds. */
const looksPerPulse = 200;

let interpreter: EmscriptenModule | undefined;
let entropy = fixedEntropy(0);
let report: number[] = [];

async function create(door: Door, assets: RealmAssets, sealed: boolean): Promise<EmscriptenModule> {
  let seal: Seal | undefined;
  let memory: WasmInstance['exports']['memory'] | undefined;
  const files: { of?: EmscriptenModule } = {};
  // The glue's only clock beside Date.
  Reflect.set(globalThis, 'performance', { now: () => door.now() });
  interpreter = await createPyodideModule({
    noInitialRun: sealed,
    arguments: [],
    thisProgram: '',
    API: { config: {}, runtimeEnv: { IN_SHELL: true } },
    print: () => undefined,
    printErr: () => undefined,
    locateFile: (name) => name,
    preRun: [
      (module) => {
        files.of = module;
        module.FS.mkdirTree('/lib/python3.14/site-packages');
        module.FS.mkdirTree('/lib/python3.14/lib-dynload');
        module.FS.mkdirTree(folder);
        module.FS.writeFile('/lib/python314.zip', assets.standardLibrary, { canOwn: true });
        module.FS.chdir(folder);
        // PYTHONINSPECT keeps Pyodide's main() from ending the interpreter; the seed makes hashes repeat.
        Object.assign(module.ENV, { HOME: folder, PYTHONINSPECT: '1', PYTHONHASHSEED: '0', LANG: 'C.UTF-8' });
      },
    ],
    onRuntimeInitialized: () => {
      if (files.of === undefined) return;
      connectDevices(files.of.FS, {
        stdout: (bytes) => {
          door.print('stdout', bytes);
        },
        stderr: (bytes) => {
          door.print('stderr', bytes);
        },
        answer: (bytes) => {
          if (report.length + bytes.length <= reportLimit) report.push(...bytes);
        },
      });
      limitFiles(files.of.FS, assets.fileLimit);
    },
    instantiateWasm: (imports, done) => {
      const doors = imports.env;
      if (sealed)
        seal = sealDoors(doors, (name) => {
          door.stop(`closed door: ${name}`);
        });
      Object.assign(
        doors,
        ownDoors(door, () => memory?.buffer),
      );
      void WebAssembly.compile(assets.wasm)
        .then(async (compiled) => {
          const instance = await WebAssembly.instantiate(compiled, imports);
          memory = instance.exports.memory;
          done(instance, compiled);
        })
        .catch((error: unknown) => {
          door.stop(`instantiate: ${String(error)}`);
        });
      return {};
    },
  });
  seal?.close();
  return interpreter;
}

/** Doors that are ours, open or sealed. */
function ownDoors(door: Door, memory: () => ArrayBuffer | undefined): Record<string, ImportedFunction> {
  const wrongValue = {};
  let looks = 0;
  const own: Record<string, [string, ImportedFunction]> = {
    // The glue's loader makes these two in WebAssembly where it can; this is its own fallback.
    Jsv_GetError_import: ['e', () => wrongValue],
    JsvError_Check: ['ie', (value: unknown) => value === wrongValue],
    random_get: [
      'ipp',
      (pointer: number, length: number) => {
        const buffer = memory();
        if (buffer !== undefined) entropy(new Uint8Array(buffer, pointer >>> 0, length >>> 0));
        return 0;
      },
    ],
    _Py_CheckEmscriptenSignals_Helper: [
      'i',
      () => {
        looks = (looks + 1) % looksPerPulse;
        if (looks === 0) door.pulse();
        return 0;
      },
    ],
  };
  return Object.fromEntries(
    Object.entries(own).map(([name, [signature, make]]) => [name, Object.assign(make, { sig: signature })]),
  );
}

/** Runs a line of Python; says why when the interpreter does not come back from it. */
function execute(line: string): Omit<RealmRun, 'report'> {
  if (interpreter === undefined) return { fatal: 'no interpreter' };
  try {
    interpreter._PyRun_SimpleString(interpreter.stringToNewUTF8(line));
    return {};
  } catch (error) {
    if (error instanceof Error) return { fatal: `${error.name}: ${error.message}` };
    if (isExit(error)) return { exitCode: error.status };
    return { fatal: String(error) };
  }
}

function isExit(error: unknown): error is { status: number } {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number';
}

function finish(run: Omit<RealmRun, 'report'>): string {
  return JSON.stringify({ ...run, report: utf8(report) });
}

/** Decodes the report; json.dumps writes ASCII, anything else is the program's doing and need not survive. */
function utf8(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte & 0x7f);
  return text;
}

interface Program {
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
  readonly seed: number;
}

function runProgram({ code, files, seed }: Program): string {
  if (interpreter === undefined) throw new Error('no interpreter');
  report = [];
  entropy = fixedEntropy(seed);
  for (const [name, contents] of Object.entries(files)) {
    const path = `${folder}/${name}`;
    interpreter.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    interpreter.FS.writeFile(path, contents);
  }
  interpreter.FS.writeFile(program, code);
  return finish(execute('import _expert; _expert.run()'));
}

const exported: Realm = {
  allocate: (length) => new Uint8Array(length),

  async prepare(door, assets) {
    const module = await create(door, assets, false);
    module.FS.writeFile('/lib/expert.py', expertSource);
    module.HEAP8[module._Py_EMSCRIPTEN_SIGNAL_HANDLING] = 1;
    const ended = execute(
      [
        'import sys, types',
        "expert = types.ModuleType('_expert')",
        "exec(compile(open('/lib/expert.py').read(), 'expert.py', 'exec'), expert.__dict__)",
        "sys.modules['_expert'] = expert",
        'expert.prepare()',
        "expert.report(outcome='ok')",
        'del expert, sys, types',
      ].join('\n'),
    );
    if (!utf8(report).includes('"ok"'))
      throw new Error(`the interpreter could not be prepared ${JSON.stringify(ended)}`);
  },

  async seal(door, assets) {
    await create(door, assets, true);
  },

  memory() {
    if (interpreter === undefined) throw new Error('no interpreter');
    return interpreter.HEAP8;
  },

  probe(canary, port) {
    report = [];
    return finish(execute(`import _expert; _expert.probe(${JSON.stringify(canary)}, ${port})`));
  },

  rehearse() {
    runProgram({ code: rehearsal, files: {}, seed: 0 });
    interpreter?.FS.unlink(program);
  },

  run(text) {
    return runProgram(JSON.parse(text) as Program);
  },
};

export { exported as realm };
