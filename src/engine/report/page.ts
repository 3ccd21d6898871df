import { html, type Html } from './html.ts';
import { plainLine } from './plain-text.ts';
import { reportStyle } from './report-style.ts';

/**
 * The page up to its body. Its policy allows the styles in it and nothing else: no script, no image, no font, no
 * connection, no form, no base.
 */
export function pageStart(title: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${plainLine(title)}</title>
${reportStyle()}
</head>
<body>
`;
}

export function pageEnd(): Html {
  return html`</body>
</html>
`;
}
