import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { webviewHtml } from './webview-html.ts';

/** Sets up a webview to show one of our surfaces: its page, and nothing but its own files to load. */
export function showSurface(
  webview: vscode.Webview,
  extension: vscode.Uri,
  surface: string,
  title: string,
): void {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const address = (file: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = webviewHtml({
    title,
    nonce: randomBytes(18).toString('base64'),
    cspSource: webview.cspSource,
    // The toolkit's controls come last: no row waits for them.
    scripts: [address(`${surface}.js`), address('controls.js')],
    style: address(`${surface}.css`),
    l10n: translations(),
    language: vscode.env.language,
  });
}

/** The messages of the extension in the editor's language, where it has them. */
function translations(): Readonly<Record<string, string>> | undefined {
  const bundle = vscode.l10n.bundle;
  if (!bundle) return undefined;
  return Object.fromEntries(
    Object.entries(bundle).map(([key, said]) => [
      key,
      typeof said === 'string' ? said : (said as { message: string }).message,
    ]),
  );
}
