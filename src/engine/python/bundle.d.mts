/** See bundle.mjs. */
export function bundlePython(out: string, pyodide: string): Promise<void>;
