import { randomUUID } from 'node:crypto';
import dgram from 'node:dgram';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalPython } from './local-python.ts';
import { locatePython } from './python-files.ts';
import type { PythonAnswer } from './python-run.ts';
import { SandboxedPython } from './sandboxed-python.ts';

/** Programs that try to get out, one way each: test/nodes/escapes. Each says TRIED first, and ESCAPED if it did. */
const folder = 'test/nodes/escapes';
const escapes = readdirSync(folder).map((file) => file.replace(/\.py$/, ''));

/** What stands outside, and notices being reached. */
class World {
  readonly token = randomUUID();
  readonly folder = mkdtempSync(join(tmpdir(), 'baton-escape-'));
  readonly canary = join(this.folder, 'canary.txt');
  readonly target = join(this.folder, 'target.txt');
  readonly unix = join(this.folder, 'socket');
  private readonly tcp = net.createServer((socket) => {
    this.reachedBy(socket);
  });
  private readonly local = net.createServer((socket) => {
    this.reachedBy(socket);
  });
  private readonly udp = dgram.createSocket('udp4');
  private port = 0;
  contacts = 0;

  async open(): Promise<void> {
    writeFileSync(this.canary, this.token);
    writeFileSync(join(this.folder, 'canary_module.py'), `token = "${this.token}"\n`);
    process.env.BATON_ESCAPE_MARKER = this.token;
    await new Promise<void>((resolve) => this.tcp.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => this.local.listen(this.unix, resolve));
    this.port = (this.tcp.address() as net.AddressInfo).port;
    this.udp.on('message', () => (this.contacts += 1));
    await new Promise<void>((resolve) => this.udp.bind(this.port, '127.0.0.1', resolve));
  }

  close(): void {
    this.tcp.close();
    this.local.close();
    this.udp.close();
    delete process.env.BATON_ESCAPE_MARKER;
    rmSync(this.folder, { recursive: true });
  }

  /** What a program is told of the world. */
  get map(): string {
    const names = {
      CANARY: this.canary,
      TARGET: this.target,
      UNIX: this.unix,
      PORT: this.port,
      PARENT: process.pid,
    };
    return Object.entries(names)
      .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
      .join('');
  }

  /** How the world was reached, by what it saw itself and by what came out. */
  traces(answer: Pick<PythonAnswer, 'stdout' | 'stderr' | 'exception'>): string[] {
    const said = JSON.stringify([answer.stdout, answer.stderr, answer.exception]);
    const found: string[] = [];
    if (said.includes(this.token)) found.push('the secret came out');
    if (answer.stdout.includes('ESCAPED')) found.push('the program says so');
    if (existsSync(this.target)) found.push('a host file was written');
    if (readFileSync(this.canary, 'utf8') !== this.token) found.push('a host file was changed');
    if (this.contacts > 0) found.push('a listener was reached');
    return found;
  }

  forget(): void {
    rmSync(this.target, { force: true });
    this.contacts = 0;
  }

  private reachedBy(socket: net.Socket): void {
    this.contacts += 1;
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi');
  }
}

const world = new World();
beforeAll(async () => world.open());
afterAll(() => {
  world.close();
});

const limits = { timeLimitMs: 60_000, outputLimit: 100_000 };
const never = new AbortController().signal;
const programOf = (escape: string): string => readFileSync(join(folder, `${escape}.py`), 'utf8');

describe.each(['20', '22', '24'])('Expert Python on Node %s', (version) => {
  // A version that is not installed fails here (npm ci in test/nodes); it is never skipped.
  const node = join('test/nodes/node_modules', `node-${version}`, 'bin/node');
  const python = new SandboxedPython({ files: locatePython('dist'), node, spares: 2 });
  afterAll(async () => python.close());

  it('runs on that version', () => {
    expect(existsSync(node), `${node}: run npm ci --ignore-scripts in test/nodes`).toBe(true);
  });

  // Two at once; nothing is forgotten in between: whatever got out once fails this and all that follow.
  it.concurrent.each(escapes)('does not let out %s', async (escape) => {
    const answer = await python.run(
      { code: programOf(escape), files: { 'world.py': world.map }, ...limits },
      never,
    );
    expect(answer.stdout.startsWith('TRIED\n'), `it did not try: ${answer.stderr}`).toBe(true);
    expect(answer.outcome).not.toBe('time-limit');
    expect(world.traces(answer)).toEqual([]);
    expect(answer.interpreter).toBe(python.interpreter);
  });
});

/** Where nothing is closed, the same programs do get out, and the world notices: the tests above can fail. */
describe('the same programs without a sandbox', () => {
  const python = LocalPython.find('python3');

  it.each([
    ['file-open', 'the secret came out'],
    ['file-symlink', 'the secret came out'],
    ['file-import-from-host', 'the secret came out'],
    ['file-write', 'a host file was written'],
    ['network-connect', 'a listener was reached'],
    ['network-datagram', 'a listener was reached'],
    ['network-http', 'a listener was reached'],
    ['network-asyncio', 'a listener was reached'],
    ['network-unix-socket', 'a listener was reached'],
    ['process-subprocess', 'a host file was written'],
    ['process-system', 'a host file was written'],
    ['process-threads', 'the program says so'],
  ])('%s is noticed: %s', async (escape, trace) => {
    world.forget();
    const answer = await (
      await python
    ).run({ code: programOf(escape), files: { 'world.py': world.map }, ...limits }, never);
    expect(world.traces(answer)).toContain(trace);
  });

  it('Pyodide alone gives its host away', async () => {
    world.forget();
    let stdout = '';
    const pyodide = await loadPyodide({ stdout: (line) => (stdout += `${line}\n`) });
    pyodide.runPython(`open('world.py', 'w').write(${JSON.stringify(world.map)})`);
    for (const escape of ['host-import-js', 'host-finder-removed']) {
      stdout = '';
      pyodide.runPython(programOf(escape));
      expect(world.traces({ stdout, stderr: '' }), escape).toContain('the program says so');
    }
    stdout = '';
    pyodide.runPython(`import js; print(js.process.env.BATON_ESCAPE_MARKER)`);
    expect(world.traces({ stdout, stderr: '' })).toContain('the secret came out');
  });
});
