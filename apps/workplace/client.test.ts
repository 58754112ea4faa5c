import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Client } from './client.js';
import { StandInServer, problem } from './testing/stand-in-server.js';
import type { Answer, Asked } from './testing/stand-in-server.js';

const Word = z.object({ word: z.string() });
let server: StandInServer | undefined;

afterEach(async () => server?.close());

async function against(answer: (asked: Asked) => Answer, pauses: number[] = []): Promise<Client> {
  server = new StandInServer(answer);
  const settings = { server: await server.listen(), as: 'Rosa Díaz@sewing-1' };
  return new Client(settings, (milliseconds) => Promise.resolve(pauses.push(milliseconds)));
}

describe('the client of the API', () => {
  test('names the viewer in ASCII', async () => {
    const client = await against(() => ({ status: 200, body: { word: 'yes' } }));
    expect(await client.get('/api/x', Word)).toEqual({ word: 'yes' });
    expect(server?.asked[0]?.headers['synco-as']).toBe('Rosa%20D%C3%ADaz@sewing-1');
  });

  test('turns a problem document into the error of its code', async () => {
    const client = await against(() => problem('not-allowed', 'Only the unit itself may do this.'));
    await expect(client.get('/api/x', Word)).rejects.toMatchObject({
      code: 'not-allowed',
      message: 'Only the unit itself may do this.',
    });
  });

  test('says so where something else than Synco answers', async () => {
    const client = await against(() => ({ status: 200, body: 'hello' }));
    await expect(client.get('/api/x', Word)).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  test('says so where nobody answers', async () => {
    const client = new Client({ server: 'http://127.0.0.1:9', as: undefined }, () => Promise.resolve());
    await expect(client.insist('/api/x', {}, Word)).rejects.toMatchObject({ code: 'server-unreachable' });
  });

  test('insists with the same body, waiting longer each time, while the server is away', async () => {
    const pauses: number[] = [];
    let left = 3;
    const client = await against(() => {
      left -= 1;
      return left >= 0 ? problem('bus-unavailable', 'The broker is away.') : { status: 202, body: { word: 'taken' } };
    }, pauses);
    expect(await client.insist('/api/x', { id: 'one' }, Word)).toEqual({ word: 'taken' });
    expect(server?.asked.map(({ body }) => body)).toEqual(Array.from({ length: 4 }, () => ({ id: 'one' })));
    expect(pauses).toEqual([250, 500, 1000]);
  });

  test('does not insist on what was refused', async () => {
    const client = await against(() => problem('observation-malformed', 'No value.'));
    await expect(client.insist('/api/x', {}, Word)).rejects.toMatchObject({ code: 'observation-malformed' });
    expect(server?.asked).toHaveLength(1);
  });
});
