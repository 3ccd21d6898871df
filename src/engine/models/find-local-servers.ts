import { z } from 'zod';
import { type GotJson, getJson } from './get-json.ts';
import { type LocalServerKind, identifyServer } from './identify-server.ts';

/** A server of models found on this machine. */
export interface LocalServer {
  readonly kind: LocalServerKind;
  readonly baseUrl: string;
  /** What it offers, as its list names them; empty where it wants a key first. */
  readonly models: readonly string[];
  readonly needsKey: boolean;
}

/** Ports where the usual servers listen: Ollama, LM Studio, llama.cpp, vLLM, SGLang. */
export const usualPorts: readonly number[] = [11434, 1234, 8080, 8000, 30000];

/** How long a server on this machine may take to list its models, in milliseconds. */
const limitMs = 1500;

const listSchema = z.object({
  data: z.array(z.object({ id: z.string(), owned_by: z.string().nullish() })),
});

/**
 * Looks for servers of models on the loopback interface, all ports at once. It only reads, and is called only
 * when a person asks.
 *
 * @throws the signal's reason when aborted
 */
export async function findLocalServers(options: {
  readonly signal: AbortSignal;
  readonly ports?: readonly number[];
}): Promise<LocalServer[]> {
  const { signal, ports = usualPorts } = options;
  signal.throwIfAborted();
  const found = await Promise.all(
    ports.map((port) => probe(port, AbortSignal.any([signal, AbortSignal.timeout(limitMs)]))),
  );
  signal.throwIfAborted();
  return found.filter((server) => server !== undefined);
}

async function probe(port: number, signal: AbortSignal): Promise<LocalServer | undefined> {
  const origin = `http://127.0.0.1:${port}`;
  const get = (path: string): Promise<GotJson | undefined> => getJson(`${origin}${path}`, signal);
  const answer = await get('/v1/models');
  if (!answer) return undefined;
  const list = listSchema.safeParse(answer.value);
  const needsKey = answer.status === 401 || answer.status === 403;
  if (!list.success && !needsKey) return undefined;
  const listed = list.data?.data ?? [];
  const kind = await identifyServer(
    get,
    listed.map(({ owned_by }) => owned_by ?? ''),
  );
  // A login page of something else also answers 401; only what is known for sure is worth showing.
  if (needsKey && kind === 'unknown') return undefined;
  return { kind, baseUrl: `${origin}/v1`, models: listed.map(({ id }) => id).filter(isName), needsKey };
}

/** A name that can stand in a model reference. */
function isName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- names end up in menus and terminals
  return name.trim() !== '' && name.length <= 200 && !/[\u0000-\u001f\u007f\u2028\u2029]/.test(name);
}
