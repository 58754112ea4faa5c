import { once } from 'node:events';
import { createServer } from 'node:net';

// Below the ports that a system gives to whoever asks for any, and apart for each of jest's workers: between the moment at which a
// port was seen to be free and that at which a server takes it, and while a server that keeps its port is down, nobody else comes in.
const lowest = 20_000;
const span = 500;
const spans = 24;
const given = new Set<number>();

/** A port of 127.0.0.1 that nobody listens on, another one at each call. */
export async function freePort(): Promise<number> {
  const worker = Number(process.env['JEST_WORKER_ID'] ?? 0) % spans;
  while (given.size < span) {
    const port = lowest + worker * span + Math.floor(Math.random() * span);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error(`All ${span} ports from ${lowest + worker * span} on have been used.`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
