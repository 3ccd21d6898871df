/** What the glue's own text says, and what it must say here. Each must be found, or the glue is not the one known. */
const changes: readonly {
  readonly was: string;
  readonly now: (limit: number) => string;
  readonly times?: number;
}[] = [
  // A script has no module of its own, and no import: this name is bound to nothing in the realm.
  { was: 'import.meta.url', now: () => '"/"' },
  { was: 'import(', now: () => 'noImport(' },
  { was: 'export default _createPyodideModule;', now: () => 'var createPyodideModule=_createPyodideModule;' },
  // The glue would grow to 4 GB.
  { was: 'getHeapMax=()=>4294901760', now: (limit) => `getHeapMax=()=>${limit}` },
];

/**
 * Turns Pyodide's glue (pyodide.asm.mjs) into a script that can be run in a realm without modules and imports, and
 * whose interpreter's memory is limited.
 *
 * @throws Error when the text is not the glue this was written for
 */
export function glueAsScript(glue: string, memoryLimit: number): string {
  let script = glue;
  for (const { was, now } of changes) {
    if (!script.includes(was)) throw new Error(`Pyodide's glue has no ${was}`);
    script = script.replaceAll(was, now(memoryLimit));
  }
  return `'use strict';${script}`;
}
