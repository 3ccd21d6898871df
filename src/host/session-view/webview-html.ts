/** What the page of a webview is made of. Addresses are as the webview sees them. */
export interface WebviewPage {
  readonly title: string;
  readonly nonce: string;
  /** Where style sheets and fonts may come from. */
  readonly cspSource: string;
  /** Run in this order, each a module. */
  readonly scripts: readonly string[];
  readonly style: string;
  /** Translations of what the page says; undefined for English. */
  readonly l10n: Readonly<Record<string, string>> | undefined;
  readonly language: string;
}

/**
 * The page of a webview. Its policy lets run the scripts that bear the nonce, and load nothing from anywhere but the
 * extension itself: no images, no connections, and no style but our own files' and what the toolkit adds under the
 * nonce (docs/decisions/webview-controls.md).
 */
export function webviewHtml(page: WebviewPage): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource} 'nonce-${page.nonce}'`,
    `font-src ${page.cspSource}`,
  ].join('; ');
  const l10n = page.l10n ? ` data-l10n="${escaped(JSON.stringify(page.l10n))}"` : '';
  const scripts = page.scripts
    .map((script) => `<script type="module" nonce="${page.nonce}" src="${escaped(script)}"></script>`)
    .join('\n');
  return `<!DOCTYPE html>
<html lang="${escaped(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta property="csp-nonce" content="${page.nonce}">
<link rel="stylesheet" href="${escaped(page.style)}">
<title>${escaped(page.title)}</title>
</head>
<body${l10n}>
${scripts}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
