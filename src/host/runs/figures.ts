import * as vscode from 'vscode';

/** `1,234 tokens`. */
export function tokensText(totals: {
  readonly promptTokens: number;
  readonly completionTokens: number;
}): string {
  return vscode.l10n.t('{0} tokens', countText(totals.promptTokens + totals.completionTokens));
}

export function countText(value: number): string {
  return value.toLocaleString(vscode.env.language);
}

/** `350 ms`, `4.2 s`, `3 min 20 s`. */
export function timeText(ms: number): string {
  if (ms < 1000) return vscode.l10n.t('{0} ms', Math.round(ms));
  if (ms < 60_000) return vscode.l10n.t('{0} s', (ms / 1000).toFixed(1));
  const seconds = Math.round(ms / 1000);
  return vscode.l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}
