import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { z } from 'zod';
import { chatBodySchema, type ChatBody, play } from './play-scripted.ts';
import { type ScriptedInput, scriptedSchema } from './scripted.ts';

/** One request as the server saw it. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** In lower case; `authorization` is only `present` or absent, so that logs can be printed. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body, or undefined where there was none or it was not JSON. */
  readonly body: unknown;
}

export interface FakeServerOptions {
  /** Answers a chat request when no script is left. */
  readonly reply?: (
    body: ChatBody,
    request: LoggedRequest,
  ) => ScriptedInput | string | Promise<ScriptedInput | string>;
  /** What GET /v1/models lists. */
  readonly models?: readonly string[];
  /** Parameters of chat requests that are refused with 400, in the words of api.openai.com. */
  readonly refuses?: readonly string[];
  /** Refuses requests without this key with 401. */
  readonly key?: string;
  /** JSON documents at further paths. */
  readonly routes?: Readonly<Record<string, unknown>>;
}

/**
 * A server that speaks the OpenAI chat protocol on a real socket of the loopback interface and does what a test
 * tells it to: replies, refuses, breaks, stalls. It counts tokens as words.
 */
export class FakeOpenAIServer {
  /** Every request, in order of arrival. */
  readonly log: LoggedRequest[] = [];
  /** Connections that were ever opened. */
  connections = 0;
  private readonly options: FakeServerOptions;
  private readonly scripts: ScriptedInput[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;

  constructor(options: FakeServerOptions = {}) {
    this.options = options;
    this.server = createServer((request, response) => {
      this.serve(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    });
    this.server.on('connection', (socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
  }

  /** Listens on a free port, or on the one given. */
  async start(port = 0): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return this;
  }

  /** Stops listening and cuts every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) =>
      this.server.close(() => {
        resolve();
      }),
    );
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  get port(): number {
    const address = this.server.address();
    if (!isAddress(address)) throw new Error('the server is not listening');
    return address.port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/v1`;
  }

  /** The model reference of a name at this server. */
  reference(name = 'fake'): string {
    return `${this.baseUrl}#${name}`;
  }

  /** What the next chat requests get, one each, before `reply` is asked. */
  script(...next: ScriptedInput[]): void {
    this.scripts.push(...next);
  }

  /** The bodies of the chat requests so far. */
  get chats(): ChatBody[] {
    return this.log
      .filter(({ path }) => path.endsWith('/chat/completions'))
      .map(({ body }) => chatBodySchema.parse(body));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const logged = await logOf(request);
    const { path, method, body } = logged;
    if (path === '/__log') {
      json(response, 200, this.log);
      return;
    }
    if (path === '/__script') {
      this.script(...z.array(scriptedSchema).parse(body));
      json(response, 200, {});
      return;
    }
    this.log.push(logged);
    const { options } = this;
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`) {
      refuse(
        response,
        401,
        `Incorrect API key provided: ${request.headers.authorization ?? ''}`,
        'invalid_api_key',
      );
      return;
    }
    const route = options.routes?.[path];
    if (route !== undefined) {
      json(response, 200, route);
      return;
    }
    if (method === 'GET' && path === '/v1/models') {
      const models = options.models ?? ['fake'];
      json(response, 200, {
        object: 'list',
        data: models.map((id) => ({ id, object: 'model', owned_by: 'fake' })),
      });
      return;
    }
    if (method === 'POST' && path === '/v1/chat/completions') return this.chat(logged, response);
    json(response, 404, { detail: 'Not Found' });
  }

  private async chat(logged: LoggedRequest, response: ServerResponse): Promise<void> {
    const body = chatBodySchema.parse(logged.body);
    const refused = this.options.refuses?.find((name) => name in body && body[name] !== false);
    if (refused !== undefined) {
      const message = `Unsupported parameter: '${refused}' is not supported with this model.`;
      refuse(response, 400, message, 'unsupported_parameter', refused);
      return;
    }
    const next = this.scripts.shift() ?? (await this.options.reply?.(body, logged)) ?? 'Hello.';
    const scripted = scriptedSchema.parse(typeof next === 'string' ? { kind: 'reply', text: next } : next);
    await play(scripted, body, response);
  }
}

async function logOf(request: IncomingMessage): Promise<LoggedRequest> {
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) text += String(piece);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    headers[name] = name === 'authorization' ? 'present' : String(value);
  }
  return { method: request.method ?? '', path: request.url ?? '', headers, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  code: string,
  param: string | null = null,
): void {
  json(response, status, { error: { message, type: 'invalid_request_error', param, code } });
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
