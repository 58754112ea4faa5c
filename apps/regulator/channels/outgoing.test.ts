import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HttpSink, httpSink } from '../../../test/kit/http-sink.js';
import { sendOut, type Sending } from './outgoing.js';

let sink: HttpSink;
beforeAll(async () => {
  sink = await httpSink();
});
afterAll(() => sink.close());

const sending = (url: string): Sending => ({ method: 'POST', url, headers: { 'x-a': 'b' }, body: 'Año' });

describe('what goes out', () => {
  test('goes to a host that was named, as it is', async () => {
    expect(await sendOut(sending(`${sink.url}/a?b=c`), [sink.host])).toBe(200);
    expect(sink.received).toMatchObject([{ method: 'POST', path: '/a?b=c', headers: { 'x-a': 'b' } }]);
    expect(sink.received[0]?.body.toString()).toBe('Año');
  });

  test('follows nobody elsewhere', async () => {
    sink.status = 307;
    expect(await sendOut(sending(`${sink.url}/away`), [sink.host])).toBe(307);
    expect(sink.received.map(({ path }) => path)).toEqual(['/a?b=c', '/away']);
  });

  test('waits for nobody who is silent', async () => {
    sink.silent = true;
    await expect(sendOut(sending(sink.url), [sink.host], 100)).rejects.toMatchObject({ code: 'ABORT_ERR' });
  });

  test.each([
    ['wants to speak another protocol', 'HTTP/1.1 101 Over\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n', 'no-answer'],
    ['goes away', '', 'ECONNRESET'],
    ['speaks none that is known', 'nonsense\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['has endless headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, 'HPE_HEADER_OVERFLOW'],
  ])('does not hang on who %s', async (_, said, code) => {
    const rude = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => void socket.end(said));
    });
    await new Promise<void>((ready) => void rude.listen(0, '127.0.0.1', ready));
    const address = rude.address();
    const host = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    await expect(sendOut(sending(`http://${host}/`), [host], 20_000)).rejects.toMatchObject({ code });
    await new Promise((closed) => rude.close(closed));
  });

  test.each(['http://127.0.0.1/', 'https://127.0.0.1/', 'https://localhost/', 'https://nobody.invalid/'])(
    'never goes to %s',
    async (url) => {
      await expect(sendOut(sending(url), [sink.host])).rejects.toMatchObject({ code: 'no-public-address' });
    },
  );
});
