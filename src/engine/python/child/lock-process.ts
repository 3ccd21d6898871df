import dgram from 'node:dgram';
import dns from 'node:dns';
import inspector from 'node:inspector';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import vm from 'node:vm';

/** What a closed part of the process throws. */
export class Locked extends Error {
  constructor(what: string) {
    super(`closed in Expert Python: ${what}`);
    this.name = 'Locked';
  }
}

/**
 * Closes the network and takes the host's objects from this process's own global object. The realm that Python runs
 * in has neither: this is the wall behind that wall, for the day the first one has a hole.
 */
export function lockProcess(): void {
  closeSockets();
  closeNames();
  clearGlobals();
}

/**
 * Node's permission model has no word for the network (Node 20 to 24). All its clients (http, tls, fetch, WebSocket)
 * end in four native classes, whose methods are replaced here on the one prototype that each has.
 */
function closeSockets(): void {
  const tcp = new net.Socket();
  tcp.on('error', () => undefined);
  // Makes the native object; it would connect in the next tick only, and is destroyed before.
  tcp.connect({ port: 9, host: '127.0.0.1' });
  closePrototype(nativeOf(tcp), 'TCP');
  tcp.destroy();
  const pipe = new net.Socket();
  pipe.on('error', () => undefined);
  pipe.connect({ path: process.platform === 'win32' ? '\\\\.\\pipe\\baton-nowhere' : '/baton-nowhere' });
  closePrototype(nativeOf(pipe), 'Pipe');
  pipe.destroy();
  const udp = dgram.createSocket('udp4');
  closePrototype(nativeOf(udp), 'UDP');
  udp.close();
  closePrototype(nativeOf(new dns.Resolver()), 'DNS');
}

/** The native object behind one of Node's: `_handle`, or for a datagram socket `handle` of its hidden state. */
function nativeOf(owner: object): object {
  const places = [
    owner,
    ...Object.getOwnPropertySymbols(owner).map((name): unknown => Reflect.get(owner, name)),
  ];
  for (const place of places) {
    if (typeof place !== 'object' || place === null) continue;
    const native: unknown = Reflect.get(place, '_handle') ?? Reflect.get(place, 'handle');
    if (typeof native === 'object' && native !== null) return native;
  }
  throw new Error(`no native object behind ${owner.constructor.name}`);
}

function closePrototype(native: object, what: string): void {
  const prototype: unknown = Object.getPrototypeOf(native);
  if (typeof prototype !== 'object' || prototype === null) throw new Error(`no prototype of ${what}`);
  let closed = 0;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    if (!/^(connect|bind|listen|open|send|query|getHostByAddr)/.test(name)) continue;
    Object.defineProperty(prototype, name, { value: notPermitted, writable: false, configurable: false });
    closed += 1;
  }
  if (closed === 0) throw new Error(`nothing to close in ${what}`);
}

/** libuv's EPERM: what a native method answers that may not do its work. Node makes an error of it. */
const notPermitted = (): number => -1;

function refuse(what: string): () => never {
  return () => {
    throw new Locked(what);
  };
}

/** Name look-ups call their native functions by a reference of their own; the inspector would listen. */
function closeNames(): void {
  for (const [owner, names] of [
    [dns, ['lookup', 'lookupService']],
    [dns.promises, ['lookup', 'lookupService']],
    [inspector, ['open', 'Session']],
  ] as const) {
    for (const name of names) Reflect.set(owner, name, refuse(name));
  }
  syncBuiltinESMExports();
}

/** Removes every global that the language itself does not define: process, fetch, timers, channels, and the rest. */
function clearGlobals(): void {
  const language = new Set(vm.runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]);
  // V8 defines a console as well, but the one here is Node's.
  language.delete('console');
  for (const name of Reflect.ownKeys(globalThis)) {
    if (typeof name === 'string' && language.has(name)) continue;
    Reflect.deleteProperty(globalThis, name);
  }
}
