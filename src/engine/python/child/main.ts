import { Buffer } from 'node:buffer';
import fs from 'node:fs';
import vm from 'node:vm';
import type { Door, Realm, RealmAssets, RealmRun } from '../realm/realm-interface.ts';
import { glueAsScript } from './load-glue.ts';
import { lockProcess } from './lock-process.ts';
import { openWays } from './open-ways.ts';
import type { Order, OrderFiles, RunOrder } from './order.ts';
import { receiveLine, send } from './pipe.ts';
import { Running } from './running.ts';

/*
 * One process, one interpreter, one program: read the parts, lock, make the realm, try to get out, say so, wait for a
 * program, run it, say how it ended, end. Bundled as dist/python-child.mjs.
 */

// Taken before the lock removes the global.
const host = process;
const { performance } = globalThis;
/** V8 compiles at the first call and optimises in the background after it: the second finds most of that done. */
const rehearsals = 2;
const rehearsalLimitMs = 60_000;

const order = JSON.parse(host.argv[2] ?? '') as Order;
if (order.do === 'snapshot') await makeSnapshot(order.files);
else await serve(order);
host.exit(0);

function makeRealm(files: OrderFiles, memoryLimit: number): { realm: Realm; context: vm.Context } {
  const context = vm.createContext(Object.create(null) as object, {
    codeGeneration: { strings: false, wasm: true },
  });
  const load = (text: string, filename: string): unknown =>
    new vm.Script(text, { filename }).runInContext(context);
  load(glueAsScript(fs.readFileSync(files.glue, 'utf8'), memoryLimit), 'glue.js');
  const realm = load(fs.readFileSync(files.realm, 'utf8'), 'realm.js') as Realm;
  return { realm, context };
}

/** Reads a file into memory that the realm owns; says how much it was. */
function readInto(file: string, allocate: (length: number) => Uint8Array | Int8Array): number {
  const descriptor = fs.openSync(file, 'r');
  const length = fs.fstatSync(descriptor).size;
  const bytes = allocate(length);
  for (let at = 0; at < length;) {
    const read = fs.readSync(descriptor, bytes, at, length - at, at);
    if (read === 0) throw new Error(`${file} ends early`);
    at += read;
  }
  fs.closeSync(descriptor);
  return length;
}

function assetsOf(realm: Realm, files: OrderFiles, fileLimit: number): RealmAssets {
  const read = (file: string): Uint8Array => {
    let bytes: Uint8Array = new Uint8Array();
    readInto(file, (length) => (bytes = realm.allocate(length)));
    return bytes;
  };
  return { wasm: read(files.wasm), standardLibrary: read(files.standardLibrary), fileLimit };
}

async function makeSnapshot(files: OrderFiles): Promise<void> {
  const { realm } = makeRealm(files, 1024 ** 3);
  const door: Door = {
    print: (_stream, bytes) => host.stderr.write(Buffer.from(bytes)),
    now: () => performance.now(),
    pulse: () => undefined,
    stop: (reason) => {
      throw new Error(reason);
    },
  };
  await realm.prepare(door, assetsOf(realm, files, 1024 ** 3));
  const memory = realm.memory();
  send('snapshot', new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength));
}

/** Makes an interpreter's memory the prepared one's. What lies beyond it was not used yet: it is zero. */
function restore(realm: Realm, snapshot: string): void {
  const memory = realm.memory();
  const filled = readInto(snapshot, () => memory);
  memory.fill(0, filled);
}

async function serve(order: Extract<Order, { do: 'run' }>): Promise<void> {
  const { files, probe } = order;
  const { realm, context } = makeRealm(files, order.memoryLimit);
  const run = new Running(host, () => performance.now());
  await realm.seal(run.door, assetsOf(realm, files, order.fileLimit));
  restore(realm, files.snapshot);
  lockProcess();

  const open = await openWays(probe);
  const python = JSON.parse(realm.probe(probe.canary, probe.port)) as RealmRun;
  const found: unknown =
    python.report === '' ? undefined : (JSON.parse(python.report) as { open?: unknown }).open;
  if (!Array.isArray(found))
    open.push(`the probe in Python did not come back: ${python.fatal ?? 'no report'}`);
  else open.push(...found.map((way) => `${String(way)} (from Python)`));
  if (open.length > 0) {
    send('refused', JSON.stringify({ open }));
    return;
  }
  for (let time = 0; time < rehearsals; time += 1) {
    vm.runInContext('exports.realm.rehearse()', context, { timeout: rehearsalLimitMs });
    // What probe and rehearsal left is overwritten: the program finds memory in which no code has run.
    restore(realm, files.snapshot);
  }
  send('ready', JSON.stringify({}));

  const line = receiveLine();
  if (line === undefined) return;
  const program = JSON.parse(line) as RunOrder;
  run.begin(program);
  const { code, files: programFiles, seed } = program;
  Reflect.set(context, 'request', JSON.stringify({ code, files: programFiles, seed }));
  try {
    // The time-out is kept by a thread of its own: it ends loops of Python and loops of the interpreter alike.
    const ended: unknown = vm.runInContext('exports.realm.run(request)', context, {
      timeout: program.timeLimitMs,
    });
    run.finish({ end: 'returned', ...(JSON.parse(String(ended)) as RealmRun) });
  } catch (error) {
    // The error is made in the realm: it is no instance of this side's Error.
    const late = String(Reflect.get(Object(error), 'code')) === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    run.finish({
      end: late ? 'time-limit' : 'stopped',
      report: '',
      ...(late ? {} : { fatal: String(error) }),
    });
  }
}
