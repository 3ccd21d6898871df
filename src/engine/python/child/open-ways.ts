import childProcess from 'node:child_process';
import dns from 'node:dns';
import fs from 'node:fs';
import net from 'node:net';
import worker from 'node:worker_threads';
import type { Probe } from './order.ts';

/**
 * Tries every way out that this process, locked, must not have. A way counts as shut only when it fails as a lock
 * makes it fail: a file that is missing proves nothing.
 *
 * @returns the ways that were open; none is what must come back
 */
export async function openWays(probe: Probe): Promise<string[]> {
  const deniedByNode = (error: unknown): boolean => codeOf(error) === 'ERR_ACCESS_DENIED';
  const locked = (error: unknown): boolean => error instanceof Error && error.name === 'Locked';
  const attempts: readonly [string, () => unknown, (error: unknown) => boolean][] = [
    ['read a host file', () => fs.readFileSync(probe.canary, 'utf8'), deniedByNode],
    // Opened for writing, and left as it is, should it open.
    [
      'write a host file',
      () => {
        fs.closeSync(fs.openSync(probe.canary, 'r+'));
      },
      deniedByNode,
    ],
    ['start a process', () => childProcess.spawnSync('true'), deniedByNode],
    ['start a worker', () => new worker.Worker('', { eval: true }), deniedByNode],
    [
      'look up a name',
      () => {
        dns.lookup('localhost', () => undefined);
      },
      locked,
    ],
    [
      'make code of text',
      () => Reflect.construct(Function, ['return 1']),
      (error) => error instanceof EvalError,
    ],
  ];
  const open: string[] = [];
  for (const [way, attempt, shut] of attempts) {
    try {
      attempt();
      open.push(way);
    } catch (error) {
      if (!shut(error)) open.push(`${way} (${error instanceof Error ? error.message : String(error)})`);
    }
  }
  if (await connects(probe.port)) open.push('connect to the host');
  for (const name of ['process', 'require', 'fetch', 'WebSocket', 'Buffer', 'setTimeout', 'console']) {
    if (name in globalThis) open.push(`the host object ${name}`);
  }
  return open;
}

/** Whether a socket still connects. The parent, which listens, counts for itself. */
async function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const closed = (): void => {
      resolve(false);
    };
    try {
      const socket = new net.Socket();
      socket.once('connect', () => {
        resolve(true);
      });
      socket.once('error', closed);
      socket.connect({ port, host: '127.0.0.1' });
    } catch {
      closed();
    }
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
