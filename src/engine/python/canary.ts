import net from 'node:net';
import type { Probe } from './child/order.ts';

/**
 * What an interpreter's process must fail to reach: a real file of ours outside its few, and a real listener. The
 * listener counts for itself, so that a process's word is not all there is.
 */
export class Canary {
  /** Connections made by a process that should not have been able to. */
  connections = 0;
  private readonly file: string;
  private readonly server: net.Server;
  private listening: Promise<number> | undefined;

  constructor(file: string) {
    this.file = file;
    this.server = net.createServer((socket) => {
      this.connections += 1;
      socket.destroy();
    });
    this.server.unref();
  }

  async probe(): Promise<Probe> {
    this.listening ??= new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(0, '127.0.0.1', () => {
        const address = this.server.address();
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
    return { canary: this.file, port: await this.listening };
  }

  close(): void {
    if (this.server.listening) this.server.close();
  }
}
