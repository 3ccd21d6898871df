import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../user-error.ts';

/** The files that Expert Python's processes are made of: all of the product or of Pyodide, none of the user's. */
export interface PythonFiles {
  /** Bundles and snapshot, made by `node esbuild.mjs` (bundle.mjs). */
  readonly child: string;
  readonly realm: string;
  readonly snapshot: string;
  /** Says what the snapshot is of. */
  readonly manifest: string;
  /** Pyodide's own. */
  readonly glue: string;
  readonly wasm: string;
  readonly standardLibrary: string;
  /** `pyodide 314.0.7 (Python 3.14.2)`. */
  readonly interpreter: string;
}

const manifestSchema = z.object({ interpreter: z.string(), fingerprint: z.string() });

/**
 * Finds Expert Python beside a bundle.
 *
 * @param dist the folder that the bundles were built into
 * @param pyodide where Pyodide's files may be, the first that has them wins; by default `dist/pyodide` (a packaged
 *   extension), then `node_modules/pyodide` beside `dist` (a checkout)
 * @throws UserError `python-missing` when a file is not there
 */
export function locatePython(
  dist: string,
  pyodide: readonly string[] = [join(dist, 'pyodide'), join(dist, '..', 'node_modules', 'pyodide')],
): PythonFiles {
  const folder = pyodide.find((candidate) => existsSync(join(candidate, 'pyodide.asm.wasm')));
  if (folder === undefined) {
    throw new UserError(
      'python-missing',
      `Pyodide is in none of ${pyodide.join(', ')}.`,
      'Install the packages again.',
    );
  }
  const manifest = join(dist, 'python.json');
  const found = {
    child: join(dist, 'python-child.mjs'),
    realm: join(dist, 'python-realm.js'),
    snapshot: join(dist, 'python-snapshot.bin'),
    manifest,
    glue: join(folder, 'pyodide.asm.mjs'),
    wasm: join(folder, 'pyodide.asm.wasm'),
    standardLibrary: join(folder, 'python_stdlib.zip'),
  };
  for (const file of Object.values(found)) {
    if (!existsSync(file)) {
      throw new UserError(
        'python-missing',
        `Expert Python is not built: ${file} is missing.`,
        'Run `npm run build`.',
      );
    }
  }
  const { interpreter } = manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8')));
  return { ...found, interpreter };
}
