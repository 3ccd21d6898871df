// Builds what Expert Python's process is made of: two bundles and the memory of a prepared interpreter.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Writes python-child.mjs, python-realm.js, python-snapshot.bin and python.json into `out`. What is there and fits is
 * left alone, and what is written appears whole, so that several may build and run beside one another.
 *
 * @param {string} out a folder, made where it is missing
 * @param {string} pyodide the folder of the pyodide package
 */
export async function bundlePython(out, pyodide) {
  mkdirSync(out, { recursive: true });
  const node = { bundle: true, write: false, target: 'node20', legalComments: 'none', logLevel: 'warning' };
  const child = await build({
    ...node,
    platform: 'node',
    format: 'esm',
    entryPoints: [join(here, 'child/main.ts')],
  });
  const realm = await build({
    ...node,
    platform: 'neutral',
    format: 'iife',
    globalName: 'exports',
    // The script's value is what vm.Script returns.
    footer: { js: 'exports.realm;' },
    loader: { '.py': 'text' },
    entryPoints: [join(here, 'realm/realm.ts')],
  });
  put(join(out, 'python-child.mjs'), child.outputFiles[0].contents);
  put(join(out, 'python-realm.js'), realm.outputFiles[0].contents);

  const files = {
    realm: join(out, 'python-realm.js'),
    glue: join(pyodide, 'pyodide.asm.mjs'),
    wasm: join(pyodide, 'pyodide.asm.wasm'),
    standardLibrary: join(pyodide, 'python_stdlib.zip'),
  };
  const hash = createHash('sha256').update(child.outputFiles[0].contents);
  for (const file of Object.values(files)) hash.update(readFileSync(file));
  const fingerprint = hash.digest('hex');
  const manifest = join(out, 'python.json');
  const snapshot = join(out, 'python-snapshot.bin');
  if (existsSync(snapshot) && existsSync(manifest) && readFileSync(manifest, 'utf8').includes(fingerprint))
    return;
  put(snapshot, await snapshotOf(join(out, 'python-child.mjs'), files));
  const { version } = JSON.parse(readFileSync(join(pyodide, 'package.json'), 'utf8'));
  const python = JSON.parse(readFileSync(join(pyodide, 'pyodide-lock.json'), 'utf8')).info.python;
  put(
    manifest,
    Buffer.from(`${JSON.stringify({ interpreter: `pyodide ${version} (Python ${python})`, fingerprint })}\n`),
  );
}

/** Replaces a file at once, or leaves it where it says the same. */
function put(file, contents) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  const fresh = `${file}.${randomUUID()}`;
  writeFileSync(fresh, contents);
  renameSync(fresh, file);
}

/** Starts an interpreter in full, once, and takes its memory: one frame, five bytes of header and the contents. */
async function snapshotOf(child, files) {
  const started = spawn(process.execPath, [child, JSON.stringify({ do: 'snapshot', files })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const chunks = [];
  for await (const chunk of started.stdout) chunks.push(chunk);
  const frame = Buffer.concat(chunks);
  if (frame[0] !== 'S'.charCodeAt(0) || frame.readUInt32BE(1) !== frame.length - 5) {
    throw new Error('the interpreter gave no snapshot of itself');
  }
  return frame.subarray(5);
}
