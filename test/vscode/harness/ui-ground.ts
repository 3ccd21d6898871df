import { z } from 'zod';

const uiGround = z.object({
  /** Folder of extensions that holds the packaged product and test/vscode/support. */
  extensions: z.string(),
  /** Where screenshots go. */
  screenshots: z.string(),
  installed: z.object({ server: z.string(), node: z.string(), chromium: z.string() }),
});

/** What the runner made ready for the UI tests, which are loaded into its process as bundles of their own. */
export type UiGround = z.infer<typeof uiGround>;

export function nameUiGround(ground: UiGround): void {
  process.env.BATON_TEST_UI = JSON.stringify(ground);
}

export function readUiGround(): UiGround {
  const named = process.env.BATON_TEST_UI;
  if (named === undefined)
    throw new Error('BATON_TEST_UI is not set: start the tests through test/vscode/run.mjs.');
  return uiGround.parse(JSON.parse(named));
}
