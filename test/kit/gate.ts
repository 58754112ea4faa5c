import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** What is done with a request in the place of the server: an answer with this status, one that breaks off after its headers, though the server has given a whole one, or none at all. */
type Instead = { status: number; body?: string } | 'lost' | 'hung' | null;

/** A proxy before a server, which a test lets answer in its place. */
export interface Gate {
  address: string;
  /** What is to be done with a request; null lets it pass. */
  instead: (request: IncomingMessage) => Instead;
  close: () => Promise<void>;
}

/** Starts one on a free port. */
export async function openGate(to: string): Promise<Gate> {
  const gate: Gate = { address: '', instead: () => null, close: async () => undefined };
  const server = createServer((incoming, outgoing) => {
    const instead = gate.instead(incoming);
    if (instead === 'hung') return;
    if (instead === null || instead === 'lost') pass(to, incoming, outgoing, instead === 'lost');
    else outgoing.writeHead(instead.status, { 'content-type': 'text/html' }).end(instead.body ?? '<p>Bad gateway</p>');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  gate.address = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  gate.close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return gate;
}

function pass(to: string, incoming: IncomingMessage, outgoing: ServerResponse, isLost: boolean): void {
  const { method = 'GET', headers, url = '/' } = incoming;
  const onward = request(new URL(url, to), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!isLost) answer.pipe(outgoing);
    else
      answer
        .on('data', () => undefined)
        .on('end', () => outgoing.flushHeaders())
        .on('close', () => outgoing.destroy());
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}
