import { build } from 'esbuild';

/** Bundles one source file, for a test that runs it in a process of its own. */
export async function bundleForTest(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
  });
}
