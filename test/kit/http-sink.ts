import { createServer, type IncomingHttpHeaders } from 'node:http';

/** What somebody has sent. */
interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A server that keeps what it gets and answers `status`, or, where `silent`, nothing at all. */
export interface HttpSink {
  host: string;
  url: string;
  readonly received: Received[];
  status: number;
  silent: boolean;
  close(): Promise<void>;
}

export async function httpSink(): Promise<HttpSink> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, path: url, headers, body: Buffer.concat(parts) });
      if (sink.silent) return;
      response.writeHead(sink.status, { location: `${sink.url}/elsewhere` }).end('{"kept":true}');
    });
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const sink: HttpSink = {
    host,
    url: `http://${host}`,
    received,
    status: 200,
    silent: false,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return sink;
}
