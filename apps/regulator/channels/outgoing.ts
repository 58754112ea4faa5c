import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { isNamed, lookupPublic, maySendTo, NoPublicAddress } from './public-only.js';

/** That the other side has gone without an answer. */
class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'no-answer';
}

/** What goes out, as it is. */
export interface Sending {
  method: 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body: string | Buffer;
}

/**
 * Sends it, and answers the status; the whole may last `patience` ms. Where it leads elsewhere nobody follows, and what is answered is thrown away. Rejects with a code:
 * `no-public-address`, `no-answer`, or that of the fault.
 */
export async function sendOut(
  { method, url, headers, body }: Sending,
  named: readonly string[],
  patience = 10_000,
): Promise<number> {
  if (!maySendTo(url, named)) throw new NoPublicAddress();
  const target = new URL(url);
  const options = {
    method,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), 'user-agent': 'Synco' },
    agent: false,
    signal: AbortSignal.timeout(patience),
    ...(isNamed(target, named) ? {} : { lookup: lookupPublic }),
  };
  return new Promise((answered, failed) => {
    const request = (target.protocol === 'https:' ? secure : plain)(target, options, (response) => {
      answered(response.statusCode ?? 0);
      response.destroy();
    });
    request.on('error', failed);
    // Whoever wants to speak another protocol (101) has neither answered nor failed.
    request.on('close', () => failed(new NoAnswer()));
    request.end(body);
  });
}
