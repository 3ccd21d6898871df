import { parseModelReference } from '../../engine/models/model-reference.ts';
import { UserError } from '../../engine/user-error.ts';

/** What a person typed as the address of a server, made whole. */
export interface ServerAddress {
  readonly baseUrl: string;
  /** The model, where a whole reference was typed. */
  readonly name?: string;
}

/**
 * Reads an address as people type it: `localhost:8000`, `api.example.com`, a base URL, or a whole reference. Without
 * a scheme, this machine is reached over http and every other over https; a bare host gets `/v1`, where such servers
 * have their API.
 *
 * @throws UserError saying what is wrong with it
 */
export function readServerAddress(text: string): ServerAddress {
  const trimmed = text.trim();
  const schemed = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `${schemeFor(trimmed)}://${trimmed}`;
  const [address = '', ...named] = schemed.split('#');
  const name = named.join('#').trim();
  const parsed = parseModelReference(`${address}#${name === '' ? 'any' : name}`);
  if (parsed.scheme !== 'http') {
    throw new UserError('model-reference-invalid', 'The address is not one of http or https.', '');
  }
  const bare = new URL(parsed.baseUrl).pathname.replace(/\/$/, '') === '';
  // People copy the address of the chat endpoint itself from a server's documentation.
  const baseUrl = bare ? `${parsed.baseUrl}/v1` : parsed.baseUrl.replace(/\/chat\/completions$/, '');
  return name === '' ? { baseUrl } : { baseUrl, name };
}

function schemeFor(address: string): 'http' | 'https' {
  return /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])([:/#]|$)/i.test(address) ? 'http' : 'https';
}
