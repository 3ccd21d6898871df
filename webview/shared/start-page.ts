import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import type { VsCodeApi } from './vscode-api.ts';

const bundle = z.record(z.string(), z.string());

/** Prepares the page before anything is drawn, and gives the way to the host. */
export function startPage(): VsCodeApi {
  // Schemas are not compiled: that would be `eval`, which the page's policy forbids.
  z.config({ jitless: true });
  const { l10n: translations } = document.body.dataset;
  if (translations !== undefined) l10n.config({ contents: bundle.parse(JSON.parse(translations)) });
  return acquireVsCodeApi();
}
