import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { ErrorCode } from '#libs/contracts';
import { errorCatalogue } from '#libs/contracts';

/** A request as it arrived. */
export interface Asked {
  route: string;
  headers: Record<string, unknown>;
  body: unknown;
}

/** What to answer: a status and a JSON body. */
export interface Answer {
  status: number;
  body: unknown;
}

/** A small real HTTP server on a free port of this machine: it writes down what it is asked and answers as told. */
export class StandInServer {
  readonly asked: Asked[] = [];
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  constructor(private readonly answer: (asked: Asked) => Answer) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
    return `http://127.0.0.1:${address.port}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = request.method === 'GET' ? undefined : await json(request);
    const asked = { route: `${request.method} ${request.url}`, headers: { ...request.headers }, body };
    this.asked.push(asked);
    const answer = this.answer(asked);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** A problem document of the catalogue. */
export function problem(code: ErrorCode, detail: string, errors: { path: string; message: string }[] = []): Answer {
  const { status, title, advice } = errorCatalogue[code];
  return { status, body: { type: 'about:blank', title, status, code, detail, advice, errors } };
}
