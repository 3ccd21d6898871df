/** Where API keys come from: the environment for the CLI, SecretStorage for the editor. Never settings. */
export interface KeySource {
  /**
   * The key for a server, or undefined when there is none.
   *
   * @param baseUrl as in a model reference, without a trailing slash
   */
  keyFor(baseUrl: string): Promise<string | undefined>;
}

export const openaiBaseUrl = 'https://api.openai.com/v1';

/**
 * Keys from environment variables: OPENAI_API_KEY for api.openai.com, and BATON_API_KEY_ followed by the host
 * for any other server: in capitals, `.` and the colon before a port as `_`, `-` as `__`. The variable with the
 * port is looked for first. Two hosts never share a variable, so a key goes to no look-alike.
 */
export class EnvironmentKeys implements KeySource {
  private readonly environment: Readonly<Record<string, string | undefined>>;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.environment = environment;
  }

  keyFor(baseUrl: string): Promise<string | undefined> {
    const names = keyVariables(baseUrl);
    const found = names.map((name) => this.environment[name]).find((key) => key !== undefined && key !== '');
    return Promise.resolve(found);
  }
}

/** The variables that may hold the key for a server, first to last; none for hosts that have no such name. */
export function keyVariables(baseUrl: string): string[] {
  const { origin, hostname, port } = new URL(baseUrl);
  if (origin === new URL(openaiBaseUrl).origin) return ['OPENAI_API_KEY'];
  // Underscores, or a dash beside a dot, would make two hosts share a variable; IPv6 has no such form.
  if (/[^a-z0-9.-]|\.-|-\.|--|[.-]$/i.test(hostname)) return [];
  const name = `BATON_API_KEY_${hostname.replaceAll('-', '__').replaceAll('.', '_').toUpperCase()}`;
  return port === '' ? [name] : [`${name}_${port}`, name];
}
