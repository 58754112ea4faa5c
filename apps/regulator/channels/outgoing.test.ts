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

  test.each(['http://127.0.0.1/', 'https://127.0.0.1/', 'https://localhost/', 'https://nobody.invalid/'])(
    'never goes to %s',
    async (url) => {
      await expect(sendOut(sending(url), [sink.host])).rejects.toMatchObject({ code: 'no-public-address' });
    },
  );
});
