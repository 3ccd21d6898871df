import { visibleText } from '../../engine/visible-text.ts';

/** Longer messages are cut: a notification shows a few lines. */
const longest = 600;

/**
 * Text as it may stand in a notification, a progress title or a dialog. VS Code makes links of `[label](command:…)`
 * in them, so what comes from a file, a model or a server must not form one.
 */
export function plainMessage(text: string): string {
  const line = visibleText(text).replace(/\s+/g, ' ').replaceAll('](', '] (').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

/** Text as it may stand where VS Code draws `$(icon)`: a quick pick, a status bar item, a CodeLens. */
export function plainLabel(text: string): string {
  const line = visibleText(text).replace(/\s+/g, ' ').replaceAll('$(', '$ (').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
