import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knocks, openDoors } from './door-list.ts';
import type { ImportedFunction } from './emscripten.ts';
import { sealDoors } from './seal-doors.ts';

/** What Node offers and the test's compiler has no types for. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  Module: { imports(module: object): { module: string; name: string; kind: string }[] };
};

/** The functions that Pyodide's interpreter really imports; `invoke_` are calls among its own. */
const compiled = await WebAssembly.compile(readFileSync('node_modules/pyodide/pyodide.asm.wasm'));
const imported = WebAssembly.Module.imports(compiled)
  .filter(({ kind, name }) => kind === 'function' && !name.startsWith('invoke_'))
  .map(({ name }) => name);

describe('the doors of the interpreter', () => {
  it('are known by name: a list that names what is not imported is out of date', () => {
    expect([...openDoors, ...knocks.keys()].filter((name) => !imported.includes(name))).toEqual([]);
  });

  it('that lead to JavaScript objects, the network or foreign code are not open', () => {
    const leading =
      /js|hiwire|prox|socket|connect|send|recv|dlopen|dlsym|ffi|run_script|_system|promise|suspend|asm_const/i;
    const clocks = /^_(tzset|timegm|mktime|localtime|gmtime|mmap|msync|munmap|abort)_js$/;
    const calls = ['_PyEM_TrampolineCall_JS', '__syscall_getuid32_js', '__syscall_umask_js'];
    const open = imported.filter((name) => openDoors.has(name) && leading.test(name));
    expect(open.filter((name) => !clocks.test(name) && !calls.includes(name))).toEqual([]);
  });

  it('work until the seal is closed, then stop the process or say no, and the open ones go on', () => {
    const used: string[] = [];
    const stopped: string[] = [];
    const doors = Object.fromEntries(
      [...imported, 'never_heard_of'].map((name): [string, ImportedFunction] => [
        name,
        Object.assign(() => used.push(name), { sig: 'i' }),
      ]),
    );
    const seal = sealDoors(doors, (door) => stopped.push(door));
    const knock = (): void => {
      for (const door of Object.values(doors)) {
        try {
          door();
        } catch {
          // A closed door throws as well, should the process still be there.
        }
      }
    };
    knock();
    expect(used).toHaveLength(imported.length + 1);
    used.length = 0;
    seal.close();
    knock();
    expect(new Set(used)).toEqual(openDoors);
    expect(new Set(stopped)).toEqual(
      new Set([...imported, 'never_heard_of'].filter((name) => !openDoors.has(name) && !knocks.has(name))),
    );
    expect(Object.values(doors).every(({ sig }) => sig === 'i')).toBe(true);
  });
});
