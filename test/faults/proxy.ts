import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { sleep } from '../kit/bus-reader.js';

/** A TCP proxy on 127.0.0.1 that can delay what passes, cut all connections, and let nobody through. */
export class Proxy {
  /** How long every piece of data is held back, in milliseconds. */
  delayMs = 0;
  /** While false new connections are closed at once. */
  open = true;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Listens before a port of this machine. */
  static async before(target: number): Promise<Proxy> {
    const server = createServer({ allowHalfOpen: false });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy got no port.');
    const proxy = new Proxy(server, address.port);
    server.on('connection', (socket) => proxy.#join(socket, target));
    return proxy;
  }

  /** Cuts every connection that there is. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(client: Socket, target: number): void {
    if (!this.open) return void client.destroy();
    const server = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      let before = Promise.resolve();
      from.on('data', (chunk) => {
        before = before.then(() => this.#pass(to, chunk));
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  // Each piece waits for the one before it, whatever the delay was then.
  async #pass(to: Socket, chunk: Buffer): Promise<void> {
    if (this.delayMs > 0) await sleep(this.delayMs);
    to.write(chunk);
  }
}
