import { fileURLToPath } from 'node:url';
import { bundlePython } from './bundle.mjs';

/** Vitest's global set-up: builds what Expert Python's process is made of, where it is not built yet. */
export async function setup(): Promise<void> {
  const root = new URL('../../../', import.meta.url);
  await bundlePython(
    fileURLToPath(new URL('dist', root)),
    fileURLToPath(new URL('node_modules/pyodide', root)),
  );
}
