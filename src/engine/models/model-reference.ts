import { ModelError } from './errors.ts';
import { isLoopback } from './loopback.ts';

/**
 * A model reference names a model the same way in settings, on the command line and in a journal:
 *
 * | form | means |
 * |---|---|
 * | `openai:NAME` | a model at api.openai.com |
 * | `http://HOST:PORT/PATH#NAME`, `https://…` | a model of any OpenAI-compatible server, by its base URL |
 * | `vscode:VENDOR/NAME` | a model that the editor offers |
 * | `embedded:NAME` | a model that comes with Baton |
 * | `recorded:FILE.jsonl` | a recording of a model |
 * | `simulated:NAME` | a program that plays a model |
 */
export type ModelReference =
  | { readonly scheme: 'openai'; readonly name: string }
  | { readonly scheme: 'http'; readonly baseUrl: string; readonly name: string }
  | { readonly scheme: 'vscode'; readonly vendor: string; readonly name: string }
  | { readonly scheme: 'embedded'; readonly name: string }
  | { readonly scheme: 'recorded'; readonly path: string }
  | { readonly scheme: 'simulated'; readonly name: string };

export type ModelScheme = ModelReference['scheme'];

const longest = 1000;

/**
 * Reads a reference. Parsing what `printModelReference` printed gives the same reference.
 *
 * @throws ModelError `model-reference-invalid`, saying what is wrong with it
 */
export function parseModelReference(text: string): ModelReference {
  const trimmed = text.trim();
  if (trimmed === '') throw invalid(text, 'it is empty');
  if (trimmed.length > longest)
    throw invalid(`${trimmed.slice(0, 40)}…`, `it is longer than ${longest} characters`);
  const scheme = /^([a-z]+):/i.exec(trimmed)?.[1];
  if (scheme === undefined) throw invalid(trimmed, 'it has no scheme');
  const rest = trimmed.slice(scheme.length + 1);
  // An http reference may hold a password, which no message repeats.
  if (!/^https?$/i.test(scheme) && hasControl(rest)) throw invalid(scheme, 'it holds control characters');
  switch (scheme.toLowerCase()) {
    case 'http':
    case 'https':
      return parseHttp(trimmed);
    case 'openai':
      return { scheme: 'openai', name: named(trimmed, rest) };
    case 'embedded':
      return { scheme: 'embedded', name: named(trimmed, rest) };
    case 'simulated':
      return { scheme: 'simulated', name: named(trimmed, rest) };
    case 'recorded':
      if (rest.trim() === '') throw invalid(trimmed, 'it names no file');
      return { scheme: 'recorded', path: rest.trim() };
    case 'vscode': {
      const slash = rest.indexOf('/');
      if (slash < 1) throw invalid(trimmed, 'it needs a vendor and a name, as in vscode:copilot/NAME');
      return {
        scheme: 'vscode',
        vendor: rest.slice(0, slash).trim(),
        name: named(trimmed, rest.slice(slash + 1)),
      };
    }
    default:
      throw invalid(trimmed, `“${scheme}” is no scheme of Baton's`);
  }
}

/** The string form of a reference. */
export function printModelReference(reference: ModelReference): string {
  switch (reference.scheme) {
    case 'http':
      return `${reference.baseUrl}#${reference.name}`;
    case 'vscode':
      return `vscode:${reference.vendor}/${reference.name}`;
    case 'recorded':
      return `recorded:${reference.path}`;
    case 'openai':
    case 'embedded':
    case 'simulated':
      return `${reference.scheme}:${reference.name}`;
  }
}

function parseHttp(text: string): ModelReference {
  const hash = text.indexOf('#');
  const address = hash < 0 ? text : text.slice(0, hash);
  if (!URL.canParse(address)) throw invalid('http…', 'its address is not a URL');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') {
    throw invalid(
      `${url.protocol}//…@${url.host}`,
      'it holds a user name or a password, which are kept elsewhere',
    );
  }
  const shown = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  if (url.search !== '' || address.includes('?')) throw invalid(`${shown}?…`, 'its address has a query');
  if (hasControl(text)) throw invalid(shown, 'it holds control characters');
  if (hash < 0) throw invalid(shown, 'it names no model: add # and the name');
  return { scheme: 'http', baseUrl: shown, name: named(shown, text.slice(hash + 1)) };
}

/** True where a key could be read on its way: plain http to another machine. */
export function isExposed(baseUrl: string): boolean {
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !isLoopback(hostname);
}

function named(shown: string, name: string): string {
  const trimmed = name.trim();
  if (trimmed === '') throw invalid(shown, 'it names no model');
  return trimmed;
}

function hasControl(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters would break lines of journals and terminals
  return /[\u0000-\u001f\u007f\u2028\u2029]/.test(text);
}

function invalid(shown: string, detail: string): ModelError {
  return new ModelError('model-reference-invalid', shown.slice(0, 120), { detail });
}
