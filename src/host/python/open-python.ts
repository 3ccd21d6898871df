import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LocalPython } from '../../engine/python/local-python.ts';
import { locatePython } from '../../engine/python/python-files.ts';
import type { PythonRunner } from '../../engine/python/python-run.ts';
import { SandboxedPython } from '../../engine/python/sandboxed-python.ts';
import type { Settings } from '../settings/settings.ts';

/** Which Python answers: two settings that are equal share an interpreter. */
export type PythonChoice = Settings['python'];

/** The folder of the bundle that is running: chunks lie beside it. */
const dist = dirname(fileURLToPath(import.meta.url));

/**
 * Expert Python as the settings want it: the sandbox, or the person's own interpreter. Nothing starts before the
 * first program.
 *
 * @throws UserError `python-missing`
 */
export async function openPython({ interpreter, node, memoryLimitMb }: PythonChoice): Promise<PythonRunner> {
  if (interpreter !== undefined) return LocalPython.find(interpreter);
  return new SandboxedPython({ files: locatePython(dist), node, memoryLimitMb });
}
